package io.sextant.planner.frontier;

import io.sextant.planner.units.Percentile;

/** Two things of which more of one usually costs some of the other. */
public enum Tradeoff {

    /** Money (a batch in total, everything else per hour) against the time of a request or of the batch. */
    COST_AND_LATENCY,

    /** Tokens per second of a GPU against those of a user. */
    GPU_RATE_AND_USER_RATE;

    /** The first thing: lower is better. */
    double first(Candidate candidate) {
        return switch (this) {
            case COST_AND_LATENCY -> candidate.cost().compared().amount().doubleValue();
            case GPU_RATE_AND_USER_RATE -> -candidate.outputTokensPerSecondPerGpu();
        };
    }

    /** The second thing: lower is better. */
    double second(Candidate candidate, Percentile percentile) {
        return switch (this) {
            case COST_AND_LATENCY -> candidate.latencyMs(percentile);
            case GPU_RATE_AND_USER_RATE ->
                -candidate.point().tokensPerSecondPerUser(percentile).value();
        };
    }
}
