package io.sextant.planner.performance;

import io.sextant.planner.units.Percentile;
import io.sextant.planner.units.Quantity;

/**
 * What the requests look like.
 *
 * @param isl input length
 * @param osl output length
 * @param prefixShare share of the input that is the same in every request and stays cached, 0 to below 1
 */
public record Workload(LengthDistribution isl, LengthDistribution osl, double prefixShare) {

    public Workload {
        Quantity.share("shared prefix", prefixShare);
        if (prefixShare >= 1) {
            throw new IllegalArgumentException("a request needs some input of its own: the shared prefix must be"
                    + " below 1, but was " + prefixShare);
        }
    }

    public static Workload fixed(int isl, int osl) {
        return new Workload(LengthDistribution.fixed(isl), LengthDistribution.fixed(osl), 0);
    }

    /** Input tokens that must be computed for each request. */
    public double newInputTokens() {
        return Math.max(1, isl.mean() * (1 - prefixShare));
    }

    public double meanTokens() {
        return isl.mean() + osl.mean();
    }

    /** Tokens of a sequence half way through its answer. */
    public double meanContext() {
        return isl.mean() + osl.mean() / 2;
    }

    /** Tokens of the longest sequence the engine must be able to hold: p99 of input plus p99 of output. */
    public double longestSequence() {
        return isl.at(Percentile.P99) + osl.at(Percentile.P99);
    }
}
