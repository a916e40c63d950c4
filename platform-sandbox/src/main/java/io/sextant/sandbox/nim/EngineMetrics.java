package io.sextant.sandbox.nim;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counters and histograms of one replica's engine since it started. */
final class EngineMetrics {
    private final Histogram firstToken = new Histogram(
            0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80);
    private final Histogram perToken = new Histogram(
            0.0025, 0.005, 0.0075, 0.01, 0.015, 0.02, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 1, 2.5);
    private final Histogram endToEnd =
            new Histogram(0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10, 15, 20, 30, 40, 50, 60, 120, 240, 480);
    private final Histogram queue =
            new Histogram(0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10, 30, 60);
    private final Map<FinishReason, Long> finished = new EnumMap<>(FinishReason.class);
    private long promptTokens;
    private long generatedTokens;

    EngineMetrics() {
        for (FinishReason reason : FinishReason.values()) {
            finished.put(reason, 0L);
        }
    }

    void firstToken(Sequence sequence) {
        firstToken.observe(seconds(sequence.firstTokenAtNanos() - sequence.arrivedAtNanos()));
        queue.observe(seconds(sequence.startedAtNanos() - sequence.arrivedAtNanos()));
        promptTokens += sequence.promptTokens();
        generatedTokens++;
    }

    void nextToken(long gapNanos) {
        perToken.observe(seconds(gapNanos));
        generatedTokens++;
    }

    void finished(Sequence sequence, FinishReason reason) {
        finished.merge(reason, 1L, Long::sum);
        endToEnd.observe(seconds(sequence.latestTokenAtNanos() - sequence.arrivedAtNanos()));
    }

    /** Adds one replica's samples; {@code number} tells the replicas of an endpoint apart. */
    void print(PrometheusText text, ServedModel model, BatchEngine engine, int number) {
        MetricFamily family = model.family();
        String labels = "engine=\"" + number + "\",model_name=\"" + model.id() + "\"";
        gauge(text, family.prefix() + "num_requests_running", labels, engine.running());
        gauge(text, family.prefix() + "num_requests_waiting", labels, engine.queued());
        gauge(text, family.cacheUse(), labels, engine.cacheUse());
        counter(text, family.prefix() + "prompt_tokens_total", labels, (double) promptTokens);
        counter(text, family.prefix() + "generation_tokens_total", labels, (double) generatedTokens);
        success(text, family, labels);
        histogram(text, family.prefix() + "time_to_first_token_seconds", labels, firstToken);
        histogram(text, family.perToken(), labels, perToken);
        histogram(text, family.prefix() + "e2e_request_latency_seconds", labels, endToEnd);
        if (family == MetricFamily.VLLM) {
            histogram(text, family.prefix() + "request_queue_time_seconds", labels, queue);
        }
    }

    private void success(PrometheusText text, MetricFamily family, String labels) {
        String name = family.prefix() + "request_success_total";
        text.head(name, "counter", "Count of requests that ended with an answer.");
        if (family == MetricFamily.NIM_1) {
            text.sample(
                    name,
                    labels,
                    finished.values().stream().mapToDouble(Long::doubleValue).sum());
            return;
        }
        finished.forEach((reason, count) -> text.sample(
                name, labels + ",finished_reason=\"" + reason.name().toLowerCase(Locale.ROOT) + "\"", (double) count));
    }

    private static void gauge(PrometheusText text, String name, String labels, double value) {
        text.head(name, "gauge", "Of the engine, now.");
        text.sample(name, labels, value);
    }

    private static void counter(PrometheusText text, String name, String labels, double value) {
        text.head(name, "counter", "Since the engine started.");
        text.sample(name, labels, value);
    }

    private static void histogram(PrometheusText text, String name, String labels, Histogram histogram) {
        text.head(name, "histogram", "Seconds, since the engine started.");
        histogram.print(text, name, labels);
    }

    private static double seconds(long nanos) {
        return nanos / 1e9;
    }
}
