package io.sextant.api.quota;

import io.sextant.api.tenancy.UserId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A team's wish for more of a pool.
 *
 * @param guaranteedGpus that the team is to have, as is {@code burstLimitGpus}; everything else stays as it is
 * @param decision absent while it is open
 * @param revision to be named by who decides
 */
public record QuotaRequest(
        UUID id,
        UUID nodeId,
        String node,
        String nodeName,
        QuotaPool pool,
        int guaranteedGpus,
        int burstLimitGpus,
        String reason,
        UserId askedBy,
        String askedByName,
        Instant askedAt,
        State state,
        @Nullable Decision decision,
        int revision) {
    /** How far it is. */
    public enum State {
        OPEN("Waiting"),
        APPROVED("Approved"),
        DENIED("Denied"),
        WITHDRAWN("Withdrawn");

        private final String label;

        State(String label) {
            this.label = label;
        }

        /** For people. */
        public String label() {
            return label;
        }
    }

    /**
     * Who ended it, when and why.
     *
     * @param reason may be empty where it was approved or withdrawn
     */
    public record Decision(String by, Instant at, String reason) {}

    /** What the node's terms would be. */
    QuotaTerms over(QuotaTerms now) {
        return new QuotaTerms(
                guaranteedGpus, burstLimitGpus, Math.min(now.lendableGpus(), guaranteedGpus), now.overcommitted());
    }
}
