package io.sextant.planner.performance;

import io.sextant.planner.units.Estimate;
import io.sextant.planner.units.Percentile;

/**
 * One replica at one concurrency.
 *
 * @param concurrency requests in flight
 * @param batch of these, running; the others wait
 * @param ttftMs mean time to first token, waiting included
 * @param itlMs mean time between tokens of one answer
 * @param e2eMs mean time of a request
 * @param queueWaitMs mean wait for a slot, part of TTFT
 * @param prefillMs one prompt computed alone, part of TTFT
 * @param kvUse share of the KV space that is filled
 * @param saturation share of the highest throughput this engine reaches with this workload
 * @param inputWorkShare share of the engine's time that goes into prompts
 */
public record OperatingPoint(
        int concurrency,
        int batch,
        Estimate ttftMs,
        Estimate itlMs,
        Estimate e2eMs,
        Estimate outputTokensPerSecond,
        Estimate requestsPerSecond,
        double queueWaitMs,
        double prefillMs,
        double kvUse,
        double saturation,
        double inputWorkShare,
        LengthDistribution osl) {

    /** Above this share of the highest throughput, published tail ratios no longer hold. */
    private static final double SAFE_SATURATION = 0.8;

    public Estimate ttftMs(Percentile percentile) {
        return ttftMs.times(tails().ttft(percentile));
    }

    public Estimate itlMs(Percentile percentile) {
        return itlMs.times(tails().itl(percentile));
    }

    public Estimate e2eMs(Percentile percentile) {
        double decodeShare = Math.clamp(1 - ttftMs.value() / e2eMs.value(), 0, 1);
        return e2eMs.times(tails().e2e(percentile, decodeShare));
    }

    /** What one user sees: the reciprocal of ITL, so a high percentile is a low rate. */
    public Estimate tokensPerSecondPerUser(Percentile percentile) {
        return itlMs(percentile).dividing(1000);
    }

    /** Requests that wait before one that has just arrived. */
    public int waiting() {
        return concurrency - batch;
    }

    /** Whether the engine is so full that the tail may be longer than shown. */
    public boolean isNearSaturation() {
        return saturation > SAFE_SATURATION;
    }

    private TailRatios tails() {
        return new TailRatios(concurrency, osl);
    }
}
