package io.sextant.planner.capacity;

import io.sextant.planner.performance.OperatingPoint;
import io.sextant.planner.units.Display;
import io.sextant.planner.units.Estimate;
import io.sextant.planner.units.Percentile;

/** One kind of promise about latency. */
public enum SlaTerm {
    TTFT("TTFT"),
    ITL("ITL"),
    E2E("E2E"),
    USER_RATE("tokens/s per user");

    private final String label;

    SlaTerm(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** A floor must be reached; every other term is a ceiling. */
    public boolean isFloor() {
        return this == USER_RATE;
    }

    /** The figure this term is about; milliseconds, or tokens per second for the floor. */
    public Estimate of(OperatingPoint point, Percentile percentile) {
        return switch (this) {
            case TTFT -> point.ttftMs(percentile);
            case ITL -> point.itlMs(percentile);
            case E2E -> point.e2eMs(percentile);
            case USER_RATE -> point.tokensPerSecondPerUser(percentile);
        };
    }

    /** The edge of the band that hurts. */
    public double pessimistic(Estimate estimate) {
        return isFloor() ? estimate.low() : estimate.high();
    }

    /** How far the value is beyond the limit: above 1 is a miss. */
    public double overshoot(double value, double limit) {
        return isFloor() ? limit / value : value / limit;
    }

    public String readable(double value) {
        return isFloor() ? Display.decimal(value, 1) + " tokens/s" : Display.duration(value);
    }
}
