package io.sextant.planner.performance;

import io.sextant.planner.units.Percentile;

/**
 * How much longer than the mean a percentile is.
 *
 * <p>TTFT and ITL: published ratios at p95 and p99; p90 from a log-normal tail through p95; p50 counts as the mean,
 * which is on the safe side because latencies lean to the right. E2E follows the lengths of the answers, with the
 * near-fixed-length ratio as its floor.
 */
record TailRatios(LengthDistribution osl) {

    private static final double TTFT_P95 = 1.5;
    private static final double TTFT_P99 = 2.3;
    private static final double ITL_P95 = 1.1;
    private static final double ITL_P99 = 1.2;
    private static final double FIXED_LENGTH_E2E_P95 = 1.24;
    private static final double FIXED_LENGTH_E2E_P99 = 1.35;

    double ttft(Percentile percentile) {
        return ratio(percentile, TTFT_P95, TTFT_P99);
    }

    double itl(Percentile percentile) {
        return ratio(percentile, ITL_P95, ITL_P99);
    }

    /** @param decodeShare share of the request's time that grows with the length of its answer */
    double e2e(Percentile percentile, double decodeShare) {
        double lengths = osl.at(percentile) / osl.mean();
        double waiting = ttft(percentile);
        double mixed = decodeShare * lengths + (1 - decodeShare) * waiting;
        return Math.max(mixed, ratio(percentile, FIXED_LENGTH_E2E_P95, FIXED_LENGTH_E2E_P99));
    }

    private static double ratio(Percentile percentile, double p95, double p99) {
        return switch (percentile) {
            case P50 -> 1;
            case P90 -> Math.pow(p95, Percentile.P90.normalQuantile() / Percentile.P95.normalQuantile());
            case P95 -> p95;
            case P99 -> p99;
        };
    }
}
