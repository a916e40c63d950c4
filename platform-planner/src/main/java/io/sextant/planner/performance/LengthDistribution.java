package io.sextant.planner.performance;

import io.sextant.planner.units.Percentile;
import io.sextant.planner.units.Quantity;

/**
 * How long prompts or answers are.
 *
 * @param mean tokens
 * @param spread standard deviation divided by the mean: 0 for fixed lengths, about 0.5 to 1 for real traffic
 */
public record LengthDistribution(double mean, double spread) {

    public LengthDistribution {
        Quantity.positive("mean length", mean);
        Quantity.notNegative("spread of lengths", spread);
        if (mean < 1) {
            throw new IllegalArgumentException("the mean length must be at least 1 token, but was " + mean);
        }
        if (spread > 5) {
            throw new IllegalArgumentException(
                    "the spread of lengths is a fraction of the mean of at most 5, but was " + spread);
        }
    }

    public static LengthDistribution fixed(int tokens) {
        return new LengthDistribution(tokens, 0);
    }

    /** Tokens at the percentile, with lengths taken as log-normal; never below the mean, to stay on the safe side. */
    public double at(Percentile percentile) {
        double variance = Math.log1p(spread * spread);
        double ratio = Math.exp(percentile.normalQuantile() * Math.sqrt(variance) - variance / 2);
        return mean * Math.max(1, ratio);
    }
}
