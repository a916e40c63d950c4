package io.sextant.api.deployment.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * How fast one answer came, as seen from the platform.
 *
 * @param ttftMs from the request fully sent to the first piece with content
 * @param itlMs from the first piece to the last, divided by the tokens but one; absent below two tokens
 * @param e2eMs from the request fully sent to the last piece
 * @param outputTokens as the model counted them, else the number of pieces
 * @param countedByModel whether the model counted them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChatTiming(
        double ttftMs, @Nullable Double itlMs, double e2eMs, int outputTokens, boolean countedByModel) {
    private static final double NANOS_PER_MS = 1e6;

    /** The timing of an answer whose first and last piece came so many nanoseconds after the request was sent. */
    static ChatTiming of(long firstNanos, long lastNanos, int pieces, @Nullable Integer tokensByModel) {
        int tokens = tokensByModel == null ? pieces : tokensByModel;
        return new ChatTiming(
                firstNanos / NANOS_PER_MS,
                tokens < 2 ? null : (Double) ((lastNanos - firstNanos) / NANOS_PER_MS / (tokens - 1)),
                lastNanos / NANOS_PER_MS,
                tokens,
                tokensByModel != null);
    }
}
