package io.sextant.api.quota;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that happened to the quota of a node, as the ledger keeps it. */
public sealed interface QuotaEvent {
    /** When. */
    Instant at();

    /** Slug of the node that it happened to. */
    String node();

    /** The node's name. */
    String nodeName();

    /**
     * An administrator changed what the node may have.
     *
     * @param reason may be empty
     */
    record LimitsChanged(
            Instant at, String node, String nodeName, QuotaTerms before, QuotaTerms after, String by, String reason)
            implements QuotaEvent {}

    /**
     * GPUs were taken, reserved or given back.
     *
     * @param holder what holds them
     * @param holderName absent where nobody knows it any more
     * @param deployment whose holder it is; absent where nobody knows it any more
     */
    record GpusBooked(
            Instant at,
            String node,
            String nodeName,
            Kind kind,
            int gpus,
            QuotaClass quotaClass,
            UUID holder,
            @Nullable String holderName,
            @Nullable UUID deployment)
            implements QuotaEvent {}

    /** What became of GPUs. */
    enum Kind {
        HOLD("Taken"),
        RESERVE("Reserved"),
        RELEASE("Given back");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** For people. */
        public String label() {
            return label;
        }
    }
}
