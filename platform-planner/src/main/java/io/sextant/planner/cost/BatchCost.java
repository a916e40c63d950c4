package io.sextant.planner.cost;

import io.sextant.planner.units.Estimate;

/**
 * What a batch with a deadline costs: the replicas are given back once it is done.
 *
 * @param duration hours until it is done, with its band
 * @param total for the expected duration
 */
public record BatchCost(Estimate duration, Money total) {

    /** The expected duration. */
    public double hours() {
        return duration.value();
    }
}
