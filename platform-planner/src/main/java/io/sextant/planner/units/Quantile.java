package io.sextant.planner.units;

/** Quantiles of a sample. */
public final class Quantile {

    private Quantile() {}

    /**
     * The value below which a share of the sample lies, linear between its values.
     *
     * @param sorted ascending, at least one value
     * @param share 0 for the least value, 1 for the greatest
     */
    public static double of(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
