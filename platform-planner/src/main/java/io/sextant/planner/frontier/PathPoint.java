package io.sextant.planner.frontier;

import io.sextant.planner.capacity.SlaMiss;
import io.sextant.planner.cost.Money;
import io.sextant.planner.performance.OperatingPoint;
import io.sextant.planner.units.Estimate;
import java.util.List;

/**
 * A deployment at one load on the way from today to the peak.
 *
 * @param load in the unit of the paths
 * @param point what each replica does then
 * @param ttftMs at the SLA's percentile, with its band; the other two as well
 * @param misses targets that are not safe here, empty where the SLA holds
 */
public record PathPoint(
        double load,
        double requestsPerSecond,
        int replicas,
        int gpus,
        OperatingPoint point,
        Estimate ttftMs,
        Estimate itlMs,
        Estimate e2eMs,
        Money hourly,
        List<SlaMiss> misses) {

    public PathPoint {
        misses = List.copyOf(misses);
    }

    /** Requests in flight per replica. */
    public int concurrency() {
        return point.concurrency();
    }

    public boolean meetsSla() {
        return misses.isEmpty();
    }
}
