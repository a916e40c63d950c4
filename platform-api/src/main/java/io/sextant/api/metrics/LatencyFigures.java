package io.sextant.api.metrics;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sextant.contract.observed.LatencyHistogram;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A measured latency in milliseconds, as well as an engine's buckets tell it.
 *
 * @param count what was counted: requests, or gaps between tokens
 * @param meanMs exact; absent, as are the percentiles, where nothing was counted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LatencyFigures(
        long count,
        @Nullable Double meanMs,
        @Nullable Estimate p50,
        @Nullable Estimate p95,
        @Nullable Estimate p99) {
    private static final double MS_PER_SECOND = 1000;

    /**
     * A percentile: it lies for certain within its bucket, and is taken to lie where it would if the bucket were filled evenly.
     *
     * @param ms equal to {@code lowMs} where the bucket has no upper bound
     * @param highMs absent where the bucket has no upper bound
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Estimate(
            double ms, double lowMs, @Nullable Double highMs) {}

    /** The figures of a histogram. */
    public static LatencyFigures of(LatencyHistogram histogram) {
        long count = histogram.total();
        return count == 0
                ? new LatencyFigures(0, null, null, null, null)
                : new LatencyFigures(
                        count,
                        histogram.sumSeconds() / count * MS_PER_SECOND,
                        percentile(histogram, 50),
                        percentile(histogram, 95),
                        percentile(histogram, 99));
    }

    /** One percentile of a histogram in which something was counted. */
    public static Estimate percentile(LatencyHistogram histogram, int percent) {
        double rank = histogram.total() * percent / 100.0;
        List<Double> bounds = histogram.boundsSeconds();
        double below = 0;
        double lower = 0;
        for (int i = 0; i < bounds.size(); i++) {
            long inBucket = histogram.counts().get(i);
            double upper = bounds.get(i);
            if (inBucket > 0 && below + inBucket >= rank) {
                double within = lower + (upper - lower) * (rank - below) / inBucket;
                return new Estimate(within * MS_PER_SECOND, lower * MS_PER_SECOND, upper * MS_PER_SECOND);
            }
            below += inBucket;
            lower = upper;
        }
        return new Estimate(lower * MS_PER_SECOND, lower * MS_PER_SECOND, null);
    }
}
