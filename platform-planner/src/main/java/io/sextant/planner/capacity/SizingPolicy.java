package io.sextant.planner.capacity;

import io.sextant.planner.units.Quantity;

/**
 * How much more than the bare need is planned.
 *
 * @param headroom share on top of the load, so that replicas do not run at the limit and one can start in time
 * @param spareReplicas replicas autoscaling may add to the peak when a wave comes
 * @param scaleUpAt share of a replica's concurrency at which autoscaling adds one
 * @param redundantReplicas replicas that always run beyond the need, so that as many may fail: 1 for N+1; people only
 * @param coldStartSeconds from the wish for a replica to its first answer
 * @param growthPerMinute fastest growth of the load to ride out, as a share of the peak; the day's own slope counts as
 *     well
 */
public record SizingPolicy(
        double headroom,
        int spareReplicas,
        double scaleUpAt,
        int redundantReplicas,
        double coldStartSeconds,
        double growthPerMinute) {

    /** A NIM whose weights are cached but whose image may have to be pulled; published: 82 to 439 s for 8B. */
    public static final double DEFAULT_COLD_START_SECONDS = 300;

    /** p95 of ten-minute growth in four production traces of two weeks: 0.9 to 1.5 % of the peak a minute. */
    public static final double DEFAULT_GROWTH_PER_MINUTE = 0.015;

    /** The middle of the published ranges: 15 to 25 % headroom, one spare, scale up at 70 to 80 %. */
    public static final SizingPolicy DEFAULT = new SizingPolicy(0.20, 1, 0.75);

    private static final double LONGEST_COLD_START_SECONDS = 86_400;

    public SizingPolicy {
        Quantity.notNegative("headroom", headroom);
        Quantity.notNegative("spare replicas", spareReplicas);
        Quantity.positive("scale-up threshold", Quantity.share("scale-up threshold", scaleUpAt));
        Quantity.notNegative("redundant replicas", redundantReplicas);
        Quantity.notNegative("cold start", coldStartSeconds);
        Quantity.share("growth of load per minute", growthPerMinute);
        if (coldStartSeconds > LONGEST_COLD_START_SECONDS) {
            throw new IllegalArgumentException("a cold start takes at most a day, but was " + coldStartSeconds + " s");
        }
    }

    /** Without redundancy, with the usual cold start and growth. */
    public SizingPolicy(double headroom, int spareReplicas, double scaleUpAt) {
        this(headroom, spareReplicas, scaleUpAt, 0, DEFAULT_COLD_START_SECONDS, DEFAULT_GROWTH_PER_MINUTE);
    }

    /** One replica may fail and the rest still carries the load. */
    public SizingPolicy withOneRedundantReplica() {
        return new SizingPolicy(headroom, spareReplicas, scaleUpAt, 1, coldStartSeconds, growthPerMinute);
    }

    public SizingPolicy withColdStart(double seconds) {
        return new SizingPolicy(headroom, spareReplicas, scaleUpAt, redundantReplicas, seconds, growthPerMinute);
    }

    public SizingPolicy withGrowth(double perMinute) {
        return new SizingPolicy(headroom, spareReplicas, scaleUpAt, redundantReplicas, coldStartSeconds, perMinute);
    }
}
