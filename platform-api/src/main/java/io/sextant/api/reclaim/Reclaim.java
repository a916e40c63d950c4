package io.sextant.api.reclaim;

import io.sextant.api.quota.QuotaPool;
import io.sextant.api.tenancy.TeamId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A team's wish to have GPUs back that it lends.
 *
 * @param gpus that are to be free for the team
 * @param lentGpus of those, how many others held when it asked
 * @param endsAt when what the team does not hold by then is lent again
 * @param endedAt absent while it is open
 * @param endedBy who withdrew it; absent where nobody did
 * @param revision to be named by who withdraws it
 */
public record Reclaim(
        UUID id,
        TeamId teamId,
        String team,
        String teamName,
        QuotaPool pool,
        int gpus,
        int lentGpus,
        String reason,
        String askedBy,
        Instant askedAt,
        Instant endsAt,
        State state,
        @Nullable Instant endedAt,
        @Nullable String endedBy,
        int revision) {
    /** How far it is. */
    public enum State {
        OPEN("Open"),
        WITHDRAWN("Withdrawn"),
        ENDED("Over");

        private final String label;

        State(String label) {
            this.label = label;
        }

        /** For people. */
        public String label() {
            return label;
        }
    }
}
