package io.sextant.deployer.metrics;

import io.sextant.contract.observed.LatencyHistogram;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A histogram as Prometheus has it: each bucket counts everything below its bound, since the engine started.
 *
 * @param upTo by bound in seconds; that of infinity counts all
 */
public record CumulativeHistogram(SortedMap<Double, Double> upTo, double sumSeconds) {
    static final CumulativeHistogram NONE = new CumulativeHistogram(new TreeMap<>(), 0);

    /** What was counted since the earlier reading; after a restart of the engine, all of it. */
    LatencyHistogram since(CumulativeHistogram before) {
        boolean goesOn = upTo.keySet().equals(before.upTo.keySet())
                && before.upTo.entrySet().stream()
                        .allMatch(entry -> upTo.getOrDefault(entry.getKey(), 0.0) >= entry.getValue());
        return minus(goesOn ? before : NONE);
    }

    private LatencyHistogram minus(CumulativeHistogram before) {
        List<Double> bounds = new ArrayList<>();
        List<Long> counts = new ArrayList<>();
        double below = 0;
        for (Map.Entry<Double, Double> bucket : upTo.entrySet()) {
            double upToHere = bucket.getValue() - before.upTo.getOrDefault(bucket.getKey(), 0.0);
            counts.add(Math.max(0, Math.round(upToHere - below)));
            below = Math.max(below, upToHere);
            if (Double.isFinite(bucket.getKey())) {
                bounds.add(bucket.getKey());
            }
        }
        if (counts.size() == bounds.size()) {
            counts.add(0L);
        }
        return new LatencyHistogram(bounds, counts, Math.max(0, sumSeconds - before.sumSeconds));
    }
}
