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

    public static ConcurrencyCeiling find(PerformanceModel model, Sla sla) {
        return find(model, sla, new OperatingPoint[] {model.at(1), model.at(model.maxBatch())});
    }

    /**
     * Latencies never fall with concurrency, but the cautious edge may where measured points narrow the band: the highest
     * point of the grid that holds the SLA is safe, and bisection finds the edge between it and the next one.
     *
     * @param grid by rising concurrency, from 1 to the largest batch; beyond that only waiting grows
     */
    public static ConcurrencyCeiling find(PerformanceModel model, Sla sla, OperatingPoint... grid) {
        int next = grid.length;
        while (next > 0 && !sla.isMetBy(grid[next - 1])) {
            next--;
        }
        if (next == grid.length) {
            int batch = model.maxBatch();
            boolean enginesLimit = batch == model.memory().profile().maxSequences();
            return new ConcurrencyCeiling(batch, enginesLimit ? Reason.ENGINE_SEQUENCES : Reason.KV_MEMORY);
        }
        return edge(model, sla, next == 0 ? 0 : grid[next - 1].concurrency(), grid[next]);
    }

    private static ConcurrencyCeiling edge(PerformanceModel model, Sla sla, int known, OperatingPoint missing) {
        int holds = known;
        OperatingPoint fails = missing;
        while (fails.concurrency() - holds > 1) {
            OperatingPoint middle = model.at((holds + fails.concurrency()) >>> 1);
            if (sla.isMetBy(middle)) {
                holds = middle.concurrency();
            } else {
                fails = middle;
            }
        }
        return new ConcurrencyCeiling(holds, reasonAt(fails, sla));
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
