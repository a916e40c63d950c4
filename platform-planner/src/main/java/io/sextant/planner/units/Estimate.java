package io.sextant.planner.units;

/** A number with its 80 % band and its provenance: low <= value <= high. */
public record Estimate(double low, double value, double high, Provenance provenance) {

    public Estimate {
        if (!(low <= value && value <= high)) {
            throw new IllegalArgumentException(
                    "an estimate needs low <= value <= high, but was %s, %s, %s".formatted(low, value, high));
        }
    }

    public static Estimate around(double value, double lowFactor, double highFactor, Provenance provenance) {
        return new Estimate(value * lowFactor, value, value * highFactor, provenance);
    }

    public Estimate times(double factor) {
        return new Estimate(low * factor, value * factor, high * factor, provenance);
    }

    /** The estimate of {@code numerator / this}; the edges change places. */
    public Estimate dividing(double numerator) {
        return new Estimate(numerator / high, numerator / value, numerator / low, provenance);
    }
}
