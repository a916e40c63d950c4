package io.sextant.planner.capacity;

import io.sextant.planner.units.Quantity;

/**
 * How much more than the bare need is planned.
 *
 * @param headroom share on top of the peak, so that the peak does not run at the limit
 * @param spareReplicas replicas autoscaling may add to the peak, so that one can fail or a wave can come
 * @param scaleUpAt share of a replica's concurrency at which autoscaling adds one
 */
public record SizingPolicy(double headroom, int spareReplicas, double scaleUpAt) {

    /** The middle of the published ranges: 15 to 25 % headroom, one spare, scale up at 70 to 80 %. */
    public static final SizingPolicy DEFAULT = new SizingPolicy(0.20, 1, 0.75);

    public SizingPolicy {
        Quantity.notNegative("headroom", headroom);
        Quantity.notNegative("spare replicas", spareReplicas);
        Quantity.positive("scale-up threshold", Quantity.share("scale-up threshold", scaleUpAt));
    }
}
