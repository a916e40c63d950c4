package io.sextant.deployer.metrics;

import io.sextant.contract.observed.LatencyHistogram;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one replica published at one moment. Counters and histograms are kept per series: a replica may run several engines.
 *
 * @param cacheUse share of the KV cache in use, of each engine
 */
public record EngineReading(
        double running,
        double waiting,
        List<Double> cacheUse,
        Map<Series<EngineCounter>, Double> counters,
        Map<Series<EngineLatency>, CumulativeHistogram> latencies) {
    private static final String VLLM = "vllm:";

    /** A metric of one engine: its labels tell engines apart. */
    public record Series<M>(M metric, Map<String, String> labels) {}

    /** Of a metrics page of NIM 1.x, whose names have no prefix, or of vLLM. */
    public static EngineReading of(String page) {
        double running = 0;
        double waiting = 0;
        List<Double> cacheUse = new ArrayList<>();
        Map<Series<EngineCounter>, Double> counters = new HashMap<>();
        Map<Series<EngineLatency>, CumulativeHistogram> latencies = new HashMap<>();
        for (Sample sample : PrometheusText.samples(page)) {
            if (Double.isNaN(sample.value()) || sample.value() < 0) {
                continue;
            }
            String name = sample.name().startsWith(VLLM) ? sample.name().substring(VLLM.length()) : sample.name();
            switch (name) {
                case "num_requests_running" -> running += sample.value();
                case "num_requests_waiting" -> waiting += sample.value();
                case "kv_cache_usage_perc", "gpu_cache_usage_perc" -> cacheUse.add(Math.min(1, sample.value()));
                default -> {
                    EngineCounter.of(name, sample)
                            .ifPresent(counter -> counters.merge(
                                    new Series<>(counter, sample.labels()), sample.value(), Double::sum));
                    addTo(latencies, name, sample);
                }
            }
        }
        return new EngineReading(running, waiting, List.copyOf(cacheUse), counters, latencies);
    }

    private static void addTo(Map<Series<EngineLatency>, CumulativeHistogram> latencies, String name, Sample sample) {
        boolean bucket = name.endsWith("_bucket");
        if (!bucket && !name.endsWith("_sum")) {
            return;
        }
        Optional<EngineLatency> latency = EngineLatency.of(name.substring(0, name.lastIndexOf('_')));
        if (latency.isEmpty()) {
            return;
        }
        Map<String, String> labels = new HashMap<>(sample.labels());
        String bound = labels.remove("le");
        Series<EngineLatency> series = new Series<>(latency.get(), labels);
        CumulativeHistogram known = latencies.getOrDefault(series, CumulativeHistogram.NONE);
        if (bucket && bound != null) {
            TreeMap<Double, Double> upTo = new TreeMap<>(known.upTo());
            upTo.put(bound.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bound), sample.value());
            latencies.put(series, new CumulativeHistogram(upTo, known.sumSeconds()));
        } else if (!bucket) {
            latencies.put(series, new CumulativeHistogram(known.upTo(), sample.value()));
        }
    }

    /** What the counters gained since an earlier reading of the same replica; a restarted engine counts from nothing. */
    Map<EngineCounter, Long> gainedSince(EngineReading before) {
        Map<EngineCounter, Long> gained = new EnumMap<>(EngineCounter.class);
        counters.forEach((series, value) -> {
            double former = before.counters.getOrDefault(series, 0.0);
            gained.merge(series.metric(), Math.round(value >= former ? value - former : value), Long::sum);
        });
        return gained;
    }

    /** The latencies counted since an earlier reading of the same replica. */
    Map<EngineLatency, LatencyHistogram> countedSince(EngineReading before) {
        Map<EngineLatency, LatencyHistogram> counted = new EnumMap<>(EngineLatency.class);
        latencies.forEach((series, histogram) -> counted.merge(
                series.metric(),
                histogram.since(before.latencies.getOrDefault(series, CumulativeHistogram.NONE)),
                LatencyHistogram::plus));
        return counted;
    }
}
