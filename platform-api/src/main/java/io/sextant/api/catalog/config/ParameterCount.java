package io.sextant.api.catalog.config;

import org.jspecify.annotations.Nullable;

/**
 * Parameters counted layer by layer.
 *
 * @param rest all but the routed experts
 * @param routed all routed experts of all layers
 * @param shareUsed share of the routed experts that a token uses; 1 for a dense model
 */
record ParameterCount(double rest, double routed, double shareUsed) {
    private static final double BILLION = 1e9;

    double totalB() {
        return (rest + routed) / BILLION;
    }

    double activeB() {
        return (rest + routed * shareUsed) / BILLION;
    }

    /** Active parameters where only the total was stated: the experts that rest are taken away from it. */
    @Nullable
    Double activeOf(double statedTotalB) {
        double active = statedTotalB - routed * (1 - shareUsed) / BILLION;
        return active > 0 ? active : null;
    }
}
