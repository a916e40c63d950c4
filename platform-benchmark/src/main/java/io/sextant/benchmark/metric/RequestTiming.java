package io.sextant.benchmark.metric;

import org.jspecify.annotations.Nullable;

/**
 * The moments of one streamed request that its metrics are made of, in nanoseconds of one monotonic clock.
 *
 * @param sentNanos when the request was handed to the network
 * @param firstContentNanos first non-empty content, reasoning or tool-call delta; absent if none came
 * @param lastContentNanos the last such delta
 * @param outputTokens as the server counted them, or else the number of content events
 * @param tokensCountedByServer false where {@code outputTokens} counts events, which may hold several tokens each
 */
public record RequestTiming(
        long sentNanos,
        @Nullable Long firstContentNanos,
        @Nullable Long lastContentNanos,
        int outputTokens,
        boolean tokensCountedByServer) {
    private static final double NANOS_PER_MILLI = 1e6;

    /** Time to first token: request sent to first content. */
    public @Nullable Double ttftMs() {
        return firstContentNanos == null ? null : (firstContentNanos - sentNanos) / NANOS_PER_MILLI;
    }

    /** Mean inter-token latency: (last content - first content) / (output tokens - 1); absent below two tokens. */
    public @Nullable Double itlMs() {
        if (firstContentNanos == null || lastContentNanos == null || outputTokens < 2) {
            return null;
        }
        return (lastContentNanos - firstContentNanos) / NANOS_PER_MILLI / (outputTokens - 1);
    }

    /** End to end: request sent to last content. */
    public @Nullable Double e2eMs() {
        return lastContentNanos == null ? null : (lastContentNanos - sentNanos) / NANOS_PER_MILLI;
    }
}
