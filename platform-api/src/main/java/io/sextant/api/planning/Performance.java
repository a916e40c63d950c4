package io.sextant.api.planning;

import io.sextant.planner.performance.OperatingPoint;
import io.sextant.planner.units.Percentile;

/**
 * What one replica does at one concurrency.
 *
 * @param concurrency requests in flight per replica
 * @param percentile the share of requests that the latencies hold for
 * @param outputTokensPerSecond per replica
 * @param requestsPerSecond per replica
 * @param kvUse share of the KV cache in use, 0 to 1
 * @param nearSaturation the engine is so full that tails may be longer than shown
 */
public record Performance(
        int concurrency,
        Percentile percentile,
        Figure ttftMs,
        Figure itlMs,
        Figure e2eMs,
        Figure tokensPerSecondPerUser,
        Figure outputTokensPerSecond,
        Figure requestsPerSecond,
        double kvUse,
        boolean nearSaturation,
        Evidence evidence) {
    static Performance of(OperatingPoint point, Percentile percentile) {
        return new Performance(
                point.concurrency(),
                percentile,
                Figure.of(point.ttftMs(percentile)),
                Figure.of(point.itlMs(percentile)),
                Figure.of(point.e2eMs(percentile)),
                Figure.of(point.tokensPerSecondPerUser(percentile)),
                Figure.of(point.outputTokensPerSecond()),
                Figure.of(point.requestsPerSecond()),
                point.kvUse(),
                point.isNearSaturation(),
                Evidence.of(point.ttftMs().provenance()));
    }
}
