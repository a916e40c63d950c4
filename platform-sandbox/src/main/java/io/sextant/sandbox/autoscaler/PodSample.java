package io.sextant.sandbox.autoscaler;

import org.jspecify.annotations.Nullable;

/**
 * One pod of the target, and its value of a metric.
 *
 * @param value absent where the adapter has none
 */
record PodSample(Phase phase, @Nullable Double value) {
    /** How far a pod is, as the algorithm tells them apart. */
    enum Phase {
        /** Being deleted or failed: it does not count at all. */
        LEAVING,
        /** Not started: it counts as idle where more replicas are wanted, and not at all where fewer are. */
        PENDING,
        /** Runs; without a value it counts against any change. */
        RUNNING
    }
}
