package io.sextant.api.sla;

import io.sextant.api.tenancy.Team;

/** Whose profile it is. */
public sealed interface SlaOwner {
    /** A name to show. */
    String label();

    /** For every team to use. */
    record Organisation() implements SlaOwner {
        @Override
        public String label() {
            return "Organisation";
        }
    }

    /** For one team; others do not see it. */
    record OfTeam(Team team) implements SlaOwner {
        @Override
        public String label() {
            return team.name();
        }
    }
}
