package io.sextant.planner.capacity;

import io.sextant.planner.performance.OperatingPoint;
import io.sextant.planner.units.Estimate;
import org.jspecify.annotations.Nullable;

/**
 * Replicas for a demand when each runs at a given point.
 *
 * @param replicas for the peak, headroom and redundant ones included
 * @param troughReplicas the same for the lowest load of the day
 * @param redundantReplicas those of them that may fail
 * @param exactReplicas what the peak with its headroom, or a batch with its cautious edge, needs before rounding up and
 *     without redundant ones
 * @param demandedRequestsPerSecond at the peak, without headroom
 * @param peakUtilisation share of the replicas' throughput that the peak uses
 * @param averageUtilisation the same over a whole day; a batch with a deadline uses all of it until it is done
 * @param batchHours until a batch with a deadline is done, the cautious edge before the deadline; null for any other
 *     demand
 */
public record Sizing(
        int replicas,
        int troughReplicas,
        int redundantReplicas,
        double exactReplicas,
        double demandedRequestsPerSecond,
        double peakUtilisation,
        double averageUtilisation,
        @Nullable Estimate batchHours) {

    /** Far beyond any cluster; keeps absurd demands from overflowing sums. */
    private static final double MOST_REPLICAS = 1_000_000;

    /** Rounding noise must not cost a replica. */
    private static final double TOLERANCE = 1e-9;

    public static Sizing of(Demand demand, OperatingPoint point, SizingPolicy policy) {
        double rate = demand.requestsPerSecond(point);
        double perReplica = point.requestsPerSecond().value();
        double exact = rate * reserve(demand, point, policy) / perReplica;
        int redundant = switch (demand) {
            case Demand.Online _ -> policy.redundantReplicas();
            case Demand.Offline _ -> 0;
        };
        int replicas = rounded(exact) + redundant;
        double peakUtilisation = Math.min(1, rate / (replicas * perReplica));
        return new Sizing(
                replicas,
                rounded(exact * demand.day().troughShare()) + redundant,
                redundant,
                exact,
                rate,
                peakUtilisation,
                demand instanceof Demand.Deadline
                        ? 1
                        : peakUtilisation * demand.day().averageShare(),
                batchHours(demand, point, replicas));
    }

    /**
     * By how much more than the bare need is planned. What a batch must finish is a promise like a latency target, so it
     * is held by the edge of the band that hurts where that is more than the headroom.
     */
    private static double reserve(Demand demand, OperatingPoint point, SizingPolicy policy) {
        Estimate throughput = point.requestsPerSecond();
        double headroom = 1 + policy.headroom();
        return switch (demand) {
            case Demand.Online _ -> headroom;
            case Demand.Offline _ -> Math.max(headroom, throughput.value() / throughput.low());
        };
    }

    private static @Nullable Estimate batchHours(Demand demand, OperatingPoint point, int replicas) {
        return demand instanceof Demand.Deadline batch
                ? point.requestsPerSecond().dividing(batch.totalRequests() / 3600.0 / replicas)
                : null;
    }

    /** For a share of the peak. */
    public int replicasAt(double share) {
        return rounded(exactReplicas * share) + redundantReplicas;
    }

    private static int rounded(double exact) {
        return (int) Math.clamp(Math.ceil(exact - TOLERANCE), 1, MOST_REPLICAS);
    }

    /** Bounds that stay within what the quota still allows, as long as the peak itself does. */
    public Autoscaling autoscaling(OperatingPoint point, Demand demand, SizingPolicy policy, int replicasByQuota) {
        return ReplicaSchedule.of(demand, policy).autoscaling(this, point, replicasByQuota);
    }
}
