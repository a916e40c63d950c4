package io.sextant.planner.frontier;

import io.sextant.planner.capacity.ConcurrencyCeiling;
import io.sextant.planner.performance.MemoryFit;
import io.sextant.planner.performance.OperatingPoint;
import java.util.List;

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
}
