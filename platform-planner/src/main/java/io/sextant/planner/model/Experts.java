package io.sextant.planner.model;

import io.sextant.planner.units.Quantity;

/** The routed experts of a mixture-of-experts model: how many there are and how many a token uses. */
public record Experts(int total, int perToken) {

    public Experts {
        Quantity.positive("experts", total);
        Quantity.positive("experts per token", perToken);
        if (perToken >= total) {
            throw new IllegalArgumentException(
                    "a token uses fewer experts than there are, but was %d of %d".formatted(perToken, total));
        }
    }

    public double shareUsedByOneToken() {
        return (double) perToken / total;
    }

    /** The share of expert weights that a batch touches when routing is even: 1 - (1 - k/E)^b. */
    public double shareTouchedBy(double batch) {
        return 1 - Math.pow(1 - shareUsedByOneToken(), batch);
    }
}
