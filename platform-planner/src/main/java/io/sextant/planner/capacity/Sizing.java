package io.sextant.planner.capacity;

import io.sextant.planner.performance.OperatingPoint;

/**
 * Replicas for a demand when each runs at a given point.
 *
 * @param replicas for the peak, headroom included
 * @param demandedRequestsPerSecond at the peak, without headroom
 * @param peakUtilisation share of the replicas' throughput that the peak uses
 * @param averageUtilisation the same over a whole day
 */
public record Sizing(
        int replicas,
        int troughReplicas,
        double demandedRequestsPerSecond,
        double peakUtilisation,
        double averageUtilisation) {

    /** Far beyond any cluster; keeps absurd demands from overflowing sums. */
    private static final double MOST_REPLICAS = 1_000_000;

    /** Rounding noise must not cost a replica. */
    private static final double TOLERANCE = 1e-9;

    public static Sizing of(Demand demand, OperatingPoint point, SizingPolicy policy) {
        double rate = demand.requestsPerSecond(point);
        double perReplica = point.requestsPerSecond().value();
        double planned = rate * (1 + policy.headroom());
        int replicas = replicasFor(planned, perReplica);
        double peakUtilisation = Math.min(1, rate / (replicas * perReplica));
        return new Sizing(
                replicas,
                replicasFor(planned * demand.day().troughShare(), perReplica),
                rate,
                peakUtilisation,
                peakUtilisation * demand.day().averageShare());
    }

    private static int replicasFor(double rate, double perReplica) {
        return (int) Math.clamp(Math.ceil(rate / perReplica - TOLERANCE), 1, MOST_REPLICAS);
    }

    /** Bounds that stay within what the quota still allows, as long as the peak itself does. */
    public Autoscaling autoscaling(OperatingPoint point, Demand demand, SizingPolicy policy, int replicasByQuota) {
        int target = Math.max(1, (int) (point.concurrency() * policy.scaleUpAt()));
        return switch (demand) {
            case Demand.Offline _ -> new Autoscaling(replicas, replicas, target);
            case Demand.Online _ -> {
                int wanted = replicas + policy.spareReplicas();
                yield new Autoscaling(troughReplicas, Math.max(replicas, Math.min(wanted, replicasByQuota)), target);
            }
        };
    }
}
