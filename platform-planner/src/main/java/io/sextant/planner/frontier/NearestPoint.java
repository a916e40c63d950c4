package io.sextant.planner.frontier;

import io.sextant.planner.capacity.SlaTerm;
import io.sextant.planner.units.Estimate;

/** The best that any candidate does on one target of an SLA. */
public record NearestPoint(SlaTerm term, double limit, Estimate estimate, Candidate candidate) {

    public double pessimistic() {
        return term.pessimistic(estimate);
    }

    /** Whether the target can be held when the others are let go. */
    public boolean isReachable() {
        return term.overshoot(pessimistic(), limit) <= 1;
    }
}
