package io.sextant.api.sla;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A profile as it is now.
 *
 * @param revision grows with every change; a write names the one it was made for
 * @param retiredAt null while it can be chosen for new plans
 * @param editable whether the caller may edit, retire and restore it
 */
public record SlaProfileView(
        SlaProfileId id,
        SlaOwner owner,
        int revision,
        @Nullable Instant retiredAt,
        SlaVersion current,
        boolean editable) {
    public String name() {
        return current.name();
    }

    public boolean isRetired() {
        return retiredAt != null;
    }
}
