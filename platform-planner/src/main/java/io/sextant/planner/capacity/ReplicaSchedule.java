package io.sextant.planner.capacity;

import io.sextant.planner.performance.OperatingPoint;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The replicas that follow a demand through the day.
 *
 * <p>A replica that starts is paid for before it answers, and one that is no longer needed stays until the load has been
 * low for a while: at any moment the highest load of a window decides, as long as start and stay together.
 */
public final class ReplicaSchedule {

    private static final int STEPS_PER_HOUR = 12;
    private static final int STEPS = 24 * STEPS_PER_HOUR;
    private static final double SECONDS_PER_STEP = 3600.0 / STEPS_PER_HOUR;

    /** How often a horizontal pod autoscaler looks. */
    private static final double REACTION_SECONDS = 15;

    /** How long it waits before it takes a replica away (default of Kubernetes). */
    private static final double STAY_SECONDS = 300;

    /** Beyond this, stepping through the day is quicker than stepping through the replicas. */
    private static final int MANY_REPLICAS = 32;

    private final Demand demand;
    private final SizingPolicy policy;
    private final double leadSeconds;
    private final double growth;
    private final double[] share = new double[STEPS];
    private final double[] covered = new double[STEPS];
    private final double[] ascending;

    private ReplicaSchedule(Demand demand, SizingPolicy policy) {
        this.demand = demand;
        this.policy = policy;
        this.leadSeconds = policy.coldStartSeconds() + REACTION_SECONDS;
        for (int step = 0; step < STEPS; step++) {
            share[step] = demand.day().shareAt((double) step / STEPS_PER_HOUR);
        }
        int window = stepsOf(leadSeconds + STAY_SECONDS);
        for (int step = 0; step < STEPS; step++) {
            covered[step] = highest(step, window);
        }
        this.ascending = covered.clone();
        Arrays.sort(ascending);
        this.growth = demand.day().troughShare() == 1 ? 0 : Math.min(1, growthInLead());
    }

    public static ReplicaSchedule of(Demand demand, SizingPolicy policy) {
        return new ReplicaSchedule(demand, policy);
    }

    private static int stepsOf(double seconds) {
        return (int) Math.min(STEPS - 1, Math.ceil(seconds / SECONDS_PER_STEP - 1e-9));
    }

    private double highest(int step, int window) {
        double highest = 0;
        for (int back = 0; back <= window; back++) {
            highest = Math.max(highest, share[Math.floorMod(step - back, STEPS)]);
        }
        return highest;
    }

    private double growthInLead() {
        double ofTheDay = 0;
        for (int step = 0; step < STEPS; step++) {
            double later = demand.day().shareAt((step / (double) STEPS_PER_HOUR + leadSeconds / 3600) % 24);
            ofTheDay = Math.max(ofTheDay, later - share[step]);
        }
        return Math.max(ofTheDay, policy.growthPerMinute() * leadSeconds / 60);
    }

    /**
     * Bounds that stay within what the quota still allows, as long as the peak itself does. The minimum is what the
     * trough needs, but never so few that their headroom is gone before another one answers: n replicas are full when
     * the load has grown by {@code headroom / (1 + headroom)} of what they carry since it used the headroom up.
     */
    public Autoscaling autoscaling(Sizing sizing, OperatingPoint point, int replicasByQuota) {
        int target = Math.max(1, (int) (point.concurrency() * policy.scaleUpAt()));
        int replicas = sizing.replicas();
        return switch (demand) {
            case Demand.Offline _ ->
                new Autoscaling(
                        replicas, replicas, target, new ColdStartLead(leadSeconds, 0, replicas, replicas, replicas));
            case Demand.Online _ -> {
                ColdStartLead lead = lead(sizing);
                int most = Math.max(replicas, Math.min(replicas + policy.spareReplicas(), replicasByQuota));
                yield new Autoscaling(lead.minReplicas(), most, target, lead);
            }
        };
    }

    private ColdStartLead lead(Sizing sizing) {
        double absorbing = growth == 0 ? 0 : growth * sizing.exactReplicas() / policy.headroom();
        int needed = (int) Math.clamp(Math.ceil(absorbing - 1e-9) + sizing.redundantReplicas(), 1, Integer.MAX_VALUE);
        int minimum = Math.min(sizing.replicas(), Math.max(sizing.troughReplicas(), needed));
        return new ColdStartLead(leadSeconds, growth, sizing.troughReplicas(), needed, minimum);
    }

    /** Replicas paid for on average over the day. */
    public double averageReplicas(Sizing sizing, Autoscaling autoscaling) {
        int least = autoscaling.minReplicas();
        int most = sizing.replicas();
        if (most - least > MANY_REPLICAS) {
            return Arrays.stream(covered)
                    .map(now -> replicas(now, sizing, autoscaling))
                    .average()
                    .orElseThrow();
        }
        double sum = least;
        for (int count = least; count < most; count++) {
            sum += shareOfDayAbove((count - sizing.redundantReplicas() + 1e-9) / sizing.exactReplicas());
        }
        return sum;
    }

    private double shareOfDayAbove(double load) {
        int low = 0;
        int high = STEPS;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] > load) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return (double) (STEPS - low) / STEPS;
    }

    private static int replicas(double share, Sizing sizing, Autoscaling autoscaling) {
        return Math.clamp(sizing.replicasAt(share), autoscaling.minReplicas(), sizing.replicas());
    }

    /** Load and replicas every half hour, from midnight on. */
    public List<DayPoint> day(Sizing sizing, Autoscaling autoscaling) {
        return IntStream.iterate(0, step -> step < STEPS, step -> step + STEPS_PER_HOUR / 2)
                .mapToObj(step -> new DayPoint(
                        (double) step / STEPS_PER_HOUR,
                        sizing.demandedRequestsPerSecond() * share[step],
                        replicas(covered[step], sizing, autoscaling)))
                .toList();
    }
}
