package io.sextant.planner.frontier;

import java.util.List;
import java.util.Optional;

/**
 * One way to grow from today's load to the peak.
 *
 * @param label as a chart names it
 * @param points by rising load; they end before the peak where the replicas cannot keep up
 * @param limits what ends on the way, by rising load
 */
public record ScalingPath(String label, List<PathPoint> points, List<PathLimit> limits) {

    public ScalingPath {
        points = List.copyOf(points);
        limits = List.copyOf(limits);
    }

    /** Where the SLA breaks first; empty when it holds up to the peak. */
    public Optional<PathLimit> breaking() {
        return limits.stream().filter(PathLimit::breaksSla).findFirst();
    }
}
