package io.sextant.planner.frontier;

import io.sextant.planner.capacity.ConcurrencyCeiling;
import io.sextant.planner.capacity.Sla;
import io.sextant.planner.capacity.SlaTerm;
import io.sextant.planner.performance.MemoryFit;
import io.sextant.planner.performance.OperatingPoint;
import io.sextant.planner.performance.PerformanceModel;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A pairing that can run, over all concurrencies.
 *
 * @param ceiling C* and what limits it
 * @param curve operating points by rising concurrency; the last ones lie beyond the batch and show the queue growing
 * @param candidates those of the curve that are worth running
 */
public record EvaluatedPairing(
        Pairing pairing,
        MemoryFit memory,
        ConcurrencyCeiling ceiling,
        List<OperatingPoint> curve,
        List<Candidate> candidates) {

    public EvaluatedPairing {
        curve = List.copyOf(curve);
        candidates = List.copyOf(candidates);
    }

    /** C* under each target by itself, so that one sees which of them costs how much. */
    public Map<SlaTerm, ConcurrencyCeiling> ceilingPerTarget(Sla sla) {
        PerformanceModel model = pairing.performance();
        Map<SlaTerm, ConcurrencyCeiling> ceilings = new EnumMap<>(SlaTerm.class);
        sla.targets()
                .forEach(
                        target -> ceilings.put(target.term(), ConcurrencyCeiling.find(model, sla.only(target.term()))));
        return ceilings;
    }
}
