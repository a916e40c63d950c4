package io.sextant.deployer.metrics;

import io.sextant.contract.observed.EngineWindow;
import io.sextant.contract.observed.LatencyHistogram;
import io.sextant.contract.observed.Level;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A window that still gathers readings. */
final class OpenWindow {
    private final Instant from;
    private final Instant until;
    private final Map<EngineCounter, Long> gained = new EnumMap<>(EngineCounter.class);
    private final Map<EngineLatency, LatencyHistogram> counted = new EnumMap<>(EngineLatency.class);
    private final Mean running = new Mean();
    private final Mean waiting = new Mean();
    private final Mean cacheUse = new Mean();
    private double fullestCache;
    private int replicas;

    OpenWindow(Instant from, Instant until) {
        this.from = from;
        this.until = until;
    }

    Instant until() {
        return until;
    }

    /** The replicas as they were at one moment. */
    void levels(Collection<EngineReading> readings) {
        replicas = Math.max(replicas, readings.size());
        running.add(readings.stream().mapToDouble(EngineReading::running).sum());
        waiting.add(readings.stream().mapToDouble(EngineReading::waiting).sum());
        List<Double> caches = readings.stream()
                .flatMap(reading -> reading.cacheUse().stream())
                .toList();
        cacheUse.add(caches.stream().mapToDouble(Double::doubleValue).average().orElse(0));
        fullestCache = Math.max(
                fullestCache,
                caches.stream().mapToDouble(Double::doubleValue).max().orElse(0));
    }

    /** What one replica did between two readings. */
    void gains(EngineReading reading, EngineReading before) {
        reading.gainedSince(before).forEach((counter, gain) -> gained.merge(counter, gain, Long::sum));
        reading.countedSince(before)
                .forEach((latency, histogram) -> counted.merge(latency, histogram, LatencyHistogram::plus));
    }

    /** The window; empty where nothing was asked of the engines, which is not worth a row. */
    Optional<EngineWindow> close(UUID deployment) {
        boolean idle = running.max() == 0
                && waiting.max() == 0
                && gained.values().stream().allMatch(gain -> gain == 0);
        return idle
                ? Optional.empty()
                : Optional.of(new EngineWindow(
                        deployment,
                        from,
                        until,
                        replicas,
                        running.level(),
                        waiting.level(),
                        new Level(cacheUse.level().mean(), fullestCache),
                        gained.getOrDefault(EngineCounter.PROMPT_TOKENS, 0L),
                        gained.getOrDefault(EngineCounter.GENERATED_TOKENS, 0L),
                        gained.getOrDefault(EngineCounter.FINISHED, 0L),
                        gained.getOrDefault(EngineCounter.FAILED, 0L),
                        counted.getOrDefault(EngineLatency.TTFT, LatencyHistogram.EMPTY),
                        counted.getOrDefault(EngineLatency.TOKEN_GAP, LatencyHistogram.EMPTY),
                        counted.getOrDefault(EngineLatency.E2E, LatencyHistogram.EMPTY)));
    }

    private static final class Mean {
        private double sum;
        private double max;
        private int count;

        void add(double value) {
            sum += value;
            max = Math.max(max, value);
            count++;
        }

        double max() {
            return max;
        }

        Level level() {
            return new Level(count == 0 ? 0 : sum / count, max);
        }
    }
}
