package io.sextant.planner.frontier;

import io.sextant.planner.units.Percentile;

/**
 * The two ways to grow, side by side: more concurrency on the same GPUs keeps the cost and raises the latency, more
 * replicas keep the latency and raise the cost in steps.
 *
 * @param candidate whose profile, pool and planned concurrency both paths use
 * @param percentile that latencies are given at
 */
public record ScalingPaths(
        Candidate candidate,
        Percentile percentile,
        LoadUnit unit,
        double loadToday,
        double loadAtPeak,
        ScalingPath moreConcurrency,
        ScalingPath moreReplicas) {

    /** Where each path leads, in one sentence. */
    public String sentence() {
        return "%s %s %s"
                .formatted(
                        unit.readable(loadToday) + " today, " + unit.readable(loadAtPeak) + " at the peak.",
                        describe(moreConcurrency),
                        describe(moreReplicas))
                .strip();
    }

    private static String describe(ScalingPath path) {
        PathPoint last = path.points().getLast();
        String end = path.breaking().isPresent()
                ? path.breaking().get().sentence()
                : "the SLA holds up to the peak, at %s per hour."
                        .formatted(last.hourly().text());
        return path.label() + ": " + end;
    }
}
