package io.sextant.planner.capacity;

import io.sextant.planner.units.Quantity;

/**
 * How load moves over a day, as shares of its peak.
 *
 * @param averageShare average load: what cost per token is spread over
 * @param troughShare lowest load: what autoscaling may shrink to
 */
public record DayShape(double averageShare, double troughShare) {

    /** The peak all day long. */
    public static final DayShape FLAT = new DayShape(1, 1);

    public DayShape {
        Quantity.positive("average share of the peak", Quantity.share("average share of the peak", averageShare));
        Quantity.share("trough share of the peak", troughShare);
        if (troughShare > averageShare) {
            throw new IllegalArgumentException("the trough cannot lie above the average load");
        }
    }
}
