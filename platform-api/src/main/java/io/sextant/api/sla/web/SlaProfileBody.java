package io.sextant.api.sla.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sextant.api.sla.SlaOwner;
import io.sextant.api.sla.SlaProfileView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A profile as it is now.
 *
 * @param team slug of the owning team; absent where it is the organisation's
 * @param revision also the ETag; an edit, a retirement and a restoration each make a new one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SlaProfileBody(
        String id,
        @Nullable String team,
        int revision,
        boolean retired,
        @Nullable Instant retiredAt,
        boolean editable,
        SlaVersionBody current) {
    static SlaProfileBody of(SlaProfileView profile) {
        String team = switch (profile.owner()) {
            case SlaOwner.Organisation ignored -> null;
            case SlaOwner.OfTeam of -> of.team().slug();
        };
        return new SlaProfileBody(
                profile.id().toString(),
                team,
                profile.revision(),
                profile.isRetired(),
                profile.retiredAt(),
                profile.editable(),
                SlaVersionBody.of(profile.current()));
    }
}
