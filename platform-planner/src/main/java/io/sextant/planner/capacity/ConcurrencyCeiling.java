package io.sextant.planner.capacity;

import io.sextant.planner.performance.OperatingPoint;
import io.sextant.planner.performance.PerformanceModel;
import java.util.Comparator;

/**
 * C*: the highest concurrency per replica at which the SLA still holds, and what stops one more request.
 *
 * @param concurrency 0 when not even one request at a time holds it
 */
public record ConcurrencyCeiling(int concurrency, Reason reason) {

    /** What the next request would run into. */
    public enum Reason {
        TTFT_TARGET,
        ITL_TARGET,
        E2E_TARGET,
        USER_RATE_TARGET,
        KV_MEMORY,
        ENGINE_SEQUENCES;

        private static Reason of(SlaTerm term) {
            return switch (term) {
                case TTFT -> TTFT_TARGET;
                case ITL -> ITL_TARGET;
                case E2E -> E2E_TARGET;
                case USER_RATE -> USER_RATE_TARGET;
            };
        }
    }

    /** Latencies never fall with concurrency, so bisection finds the edge; beyond the batch only waiting grows. */
    public static ConcurrencyCeiling find(PerformanceModel model, Sla sla) {
        int holds = 0;
        int last = model.maxBatch();
        if (sla.isMetBy(model.at(last))) {
            boolean enginesLimit = last == model.memory().profile().maxSequences();
            return new ConcurrencyCeiling(last, enginesLimit ? Reason.ENGINE_SEQUENCES : Reason.KV_MEMORY);
        }
        int fails = last;
        while (fails - holds > 1) {
            int middle = (holds + fails) >>> 1;
            if (sla.isMetBy(model.at(middle))) {
                holds = middle;
            } else {
                fails = middle;
            }
        }
        return new ConcurrencyCeiling(holds, reasonAt(model.at(fails), sla));
    }

    private static Reason reasonAt(OperatingPoint point, Sla sla) {
        return sla.misses(point).stream()
                .max(Comparator.comparingDouble(SlaMiss::overshoot))
                .map(miss -> Reason.of(miss.term()))
                .orElseThrow();
    }

    public boolean isReachable() {
        return concurrency > 0;
    }
}
