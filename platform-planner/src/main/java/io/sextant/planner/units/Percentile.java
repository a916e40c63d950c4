package io.sextant.planner.units;

/** The share of requests that a latency figure holds for. */
public enum Percentile {
    P50(50, 0.0),
    P90(90, 1.2815515655446004),
    P95(95, 1.6448536269514722),
    P99(99, 2.3263478740408408);

    private final int percent;
    private final double normalQuantile;

    Percentile(int percent, double normalQuantile) {
        this.percent = percent;
        this.normalQuantile = normalQuantile;
    }

    public int percent() {
        return percent;
    }

    /** The quantile of the standard normal distribution at this share. */
    public double normalQuantile() {
        return normalQuantile;
    }

    /** As people write it, such as p95. */
    public String label() {
        return "p" + percent;
    }
}
