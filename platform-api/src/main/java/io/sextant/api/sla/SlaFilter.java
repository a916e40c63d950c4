package io.sextant.api.sla;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which profiles are asked for; null asks for nothing in particular.
 *
 * @param text part of the name or purpose
 * @param team slug of the owning team; {@link #ORGANISATION} for the organisation's
 * @param retired whether retired ones are listed as well
 */
public record SlaFilter(
        @Nullable String text,
        @Nullable String team,
        @Nullable SlaMode mode,
        boolean retired) {
    /** Stands for the organisation where a team's slug could stand; no slug is this short. */
    public static final String ORGANISATION = "-";

    /** Every active profile. */
    public static final SlaFilter ACTIVE = new SlaFilter(null, null, null, false);

    boolean matches(SlaProfileView view) {
        return (retired || !view.isRetired())
                && (mode == null || mode == view.current().terms().mode())
                && matchesOwner(view.owner())
                && matchesText(view.current());
    }

    private boolean matchesOwner(SlaOwner owner) {
        if (team == null) {
            return true;
        }
        return switch (owner) {
            case SlaOwner.Organisation ignored -> team.equals(ORGANISATION);
            case SlaOwner.OfTeam of -> of.team().slug().equals(team);
        };
    }

    private boolean matchesText(SlaVersion version) {
        return text == null
                || (version.name() + " " + version.purpose())
                        .toLowerCase(Locale.ROOT)
                        .contains(text.strip().toLowerCase(Locale.ROOT));
    }
}
