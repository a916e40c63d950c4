package io.sextant.contract.observed;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * A quantity that goes up and down, over some time.
 *
 * @param mean of the moments at which it was read
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Level(double mean, double max) {
    public Level {
        if (!Double.isFinite(mean) || !Double.isFinite(max) || mean < 0 || max < 0) {
            throw new IllegalArgumentException("mean " + mean + ", max " + max);
        }
    }
}
