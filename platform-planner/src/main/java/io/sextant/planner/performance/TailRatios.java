package io.sextant.planner.performance;

import io.sextant.planner.units.Percentile;

/**
 * How much longer than the mean a percentile is.
 *
 * <p>Medians of measured ratios at p95: with equal lengths they grow with the number of requests in flight (526 load tests of
 * NIM), with the lengths of chats and Poisson arrivals they are high from the first request on (90 load tests of vLLM). Other
 * percentiles lie on a log-normal tail through p95, which meets the measured p99 of the chats (TTFT 2.1, ITL 1.2). p50 counts
 * as the mean, which is on the safe side because latencies lean to the right.
 *
 * @param concurrency requests in flight
 */
record TailRatios(double concurrency, LengthDistribution osl) {

    private static final double[] CONCURRENCIES = {1.5, 5, 20, 50, 100, 200};
    private static final double[] FIXED_TTFT_P95 = {1.10, 1.19, 1.29, 1.46, 1.64, 1.86};
    private static final double CHAT_TTFT_P95 = 1.75;
    private static final double ITL_P95 = 1.13;
    private static final double FIXED_LENGTH_E2E_P95 = 1.24;
    private static final double CHAT_SPREAD = 0.5;

    double ttft(Percentile percentile) {
        double fixed = FIXED_TTFT_P95[0];
        for (int i = 1; i < CONCURRENCIES.length; i++) {
            double place =
                    Math.log(concurrency / CONCURRENCIES[i - 1]) / Math.log(CONCURRENCIES[i] / CONCURRENCIES[i - 1]);
            fixed += Math.clamp(place, 0, 1) * (FIXED_TTFT_P95[i] - FIXED_TTFT_P95[i - 1]);
        }
        double chat = Math.max(fixed, CHAT_TTFT_P95);
        double chatShare = Math.min(1, osl.spread() / CHAT_SPREAD);
        return tail(percentile, fixed + chatShare * (chat - fixed));
    }

    double itl(Percentile percentile) {
        return tail(percentile, ITL_P95);
    }

    /**
     * The same of a whole request, which follows the lengths of the answers.
     *
     * @param decodeShare share of the request's time that grows with the length of its answer
     */
    double e2e(Percentile percentile, double decodeShare) {
        double lengths = osl.at(percentile) / osl.mean();
        double mixed = decodeShare * lengths + (1 - decodeShare) * ttft(percentile);
        return Math.max(mixed, tail(percentile, FIXED_LENGTH_E2E_P95));
    }

    private static double tail(Percentile percentile, double p95) {
        return Math.pow(p95, percentile.normalQuantile() / Percentile.P95.normalQuantile());
    }
}
