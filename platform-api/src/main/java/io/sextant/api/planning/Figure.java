package io.sextant.api.planning;

import io.sextant.planner.units.Estimate;

/** An expected value with the range that holds in 8 of 10 cases: low <= value <= high. */
public record Figure(double low, double value, double high) {
    static Figure of(Estimate estimate) {
        return new Figure(estimate.low(), estimate.value(), estimate.high());
    }
}
