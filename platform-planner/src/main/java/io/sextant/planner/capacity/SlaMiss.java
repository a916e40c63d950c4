package io.sextant.planner.capacity;

import io.sextant.planner.units.Estimate;
import io.sextant.planner.units.Percentile;

/** A target that an operating point may not hold: the cautious edge of the estimate is beyond the limit. */
public record SlaMiss(SlaTerm term, Percentile percentile, Estimate estimate, double limit) {

    public double pessimistic() {
        return term.pessimistic(estimate);
    }

    public double overshoot() {
        return term.overshoot(pessimistic(), limit);
    }

    /** Whether only the width of the band is to blame, so that a measurement may clear it. */
    public boolean isWithinTheBand() {
        return term.overshoot(estimate.value(), limit) <= 1;
    }
}
