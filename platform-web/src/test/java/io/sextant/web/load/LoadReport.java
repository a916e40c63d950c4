package io.sextant.web.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.jspecify.annotations.Nullable;

/** Latencies of a run, of good and bad answers alike, and how many were bad. */
final class LoadReport {

    private static final int DIGITS = 3;
    private static final double MICROS_PER_MILLI = 1000;
    private static final long NANOS_PER_MICRO = 1000;

    private final ConcurrentHistogram latencyMicros = new ConcurrentHistogram(DIGITS);
    private final ConcurrentHistogram bytes = new ConcurrentHistogram(DIGITS);
    private final Map<String, AtomicLong> failures = new ConcurrentSkipListMap<>();
    private long latestStartNanos;
    private long lastedNanos;

    /** Called by one thread only. */
    void started(long lateNanos) {
        latestStartNanos = Math.max(latestStartNanos, lateNanos);
    }

    void finished(long latencyNanos, ConstantRate.@Nullable Answer answer, @Nullable Throwable failure) {
        latencyMicros.recordValue(Math.max(1, latencyNanos / NANOS_PER_MICRO));
        if (answer == null) {
            Throwable cause = failure == null || failure.getCause() == null ? failure : failure.getCause();
            fail(cause == null ? "no answer" : cause.getClass().getSimpleName());
            return;
        }
        bytes.recordValue(answer.bytes());
        if (answer.status() != 200) {
            fail("status " + answer.status());
        }
    }

    void lasted(long nanos) {
        lastedNanos = nanos;
    }

    private void fail(String kind) {
        failures.computeIfAbsent(kind, _ -> new AtomicLong()).incrementAndGet();
    }

    long count() {
        return latencyMicros.getTotalCount();
    }

    long failed() {
        return failures.values().stream().mapToLong(AtomicLong::get).sum();
    }

    /** Milliseconds. */
    double percentile(double percent) {
        return latencyMicros.getValueAtPercentile(percent) / MICROS_PER_MILLI;
    }

    double maxMs() {
        return latencyMicros.getMaxValue() / MICROS_PER_MILLI;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%,d requests in %.1f s, %.1f a second, answers of %,d bytes (p50)",
                count(),
                lastedNanos / 1e9,
                count() * 1e9 / Math.max(1, lastedNanos),
                bytes.getValueAtPercentile(50)));
        lines.add(String.format(
                Locale.ROOT,
                "latency from the moment due, ms: p50 %.1f, p90 %.1f, p95 %.1f, p99 %.1f, p99.9 %.1f, max %.1f",
                percentile(50),
                percentile(90),
                percentile(95),
                percentile(99),
                percentile(99.9),
                maxMs()));
        lines.add(String.format(
                Locale.ROOT, "this generator was late by up to %.1f ms, which is counted", latestStartNanos / 1e6));
        lines.add(failures.isEmpty() ? "errors: none" : "errors: %d of %d: %s".formatted(failed(), count(), failures));
        return lines;
    }
}
