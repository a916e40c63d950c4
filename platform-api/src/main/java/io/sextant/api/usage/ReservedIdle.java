package io.sextant.api.usage;

import io.sextant.api.quota.ReservedSpan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The GPUs that a team had reserved in a pool and that no pod of its held, at every moment.
 *
 * <p>Pods beyond the reservation, as they end while their GPUs are given back, make no negative idleness.
 */
final class ReservedIdle {
    private ReservedIdle() {}

    /** Idle GPUs between two moments, in pieces of constant number. */
    static List<GpuHold> between(
            Instant from, Instant until, Collection<ReservedSpan> reserved, Collection<GpuHold> allocated) {
        Map<UseLine, SortedMap<Instant, Integer>> steps = new LinkedHashMap<>();
        for (ReservedSpan span : reserved) {
            UseLine line =
                    UseLine.idle(span.team(), span.pool().cluster(), span.pool().gpuProduct());
            step(steps.computeIfAbsent(line, key -> new TreeMap<>()), span.from(), span.until(), span.gpus());
        }
        for (GpuHold hold : allocated) {
            UseLine line = UseLine.idle(
                    hold.line().team(), hold.line().cluster(), hold.line().gpuProduct());
            SortedMap<Instant, Integer> ofPool = steps.get(line);
            if (ofPool != null) {
                step(ofPool, hold.from(), hold.until(), -hold.gpus());
            }
        }
        List<GpuHold> idle = new ArrayList<>();
        steps.forEach((line, ofPool) -> pieces(line, ofPool, from, until, idle));
        return idle;
    }

    private static void step(SortedMap<Instant, Integer> steps, Instant from, Instant until, int gpus) {
        steps.merge(from, gpus, Integer::sum);
        steps.merge(until, -gpus, Integer::sum);
    }

    private static void pieces(
            UseLine line, SortedMap<Instant, Integer> steps, Instant from, Instant until, List<GpuHold> idle) {
        int gpus = 0;
        Instant since = from;
        for (Map.Entry<Instant, Integer> step : steps.entrySet()) {
            Instant at = step.getKey().isAfter(until) ? until : step.getKey();
            if (gpus > 0 && at.isAfter(since)) {
                idle.add(new GpuHold(line, gpus, since, at));
            }
            if (at.isAfter(since)) {
                since = at;
            }
            gpus += step.getValue();
        }
    }
}
