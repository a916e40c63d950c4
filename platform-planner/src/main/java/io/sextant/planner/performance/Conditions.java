package io.sextant.planner.performance;

import io.sextant.planner.units.Quantity;

/**
 * Under what circumstances an engine works beyond what its profile says; measurements differ in them.
 *
 * @param harness who sent the load and how, such as {@code nim}; empty for the platform's own users
 * @param expertParallel GPUs over which the experts are spread whole; 1 when each is cut over all
 * @param attentionDataParallel whether every GPU attends to sequences of its own
 */
public record Conditions(String harness, int expertParallel, boolean attentionDataParallel) {

    /** The platform's own users: no load generator, no special parallelism. */
    public static final Conditions OWN_USERS = new Conditions("", 1, false);

    public Conditions {
        Quantity.positive("expert parallelism", expertParallel);
    }

    boolean isMeasured() {
        return !harness.isEmpty();
    }
}
