package io.sextant.api.sla;

import io.sextant.planner.capacity.Sla;
import io.sextant.planner.units.Percentile;
import org.jspecify.annotations.Nullable;

/**
 * What one version of a profile promises; a null target is not asked for, at least one is.
 *
 * @param percentile of the requests that the latency targets hold for
 * @param ttftMs longest time to the first token
 * @param itlMs longest inter-token latency
 * @param e2eMs longest time to the last token
 * @param minTokensPerSecondPerUser floor on the rate of one answer
 * @param tokensPerHour output of a batch, offline only
 * @param deadlineHours by when a batch must be through, offline only
 * @param inputTokens mean input length the profile was made for; null together with outputTokens
 * @param outputTokens mean output length the profile was made for
 */
public record SlaTerms(
        SlaMode mode,
        Percentile percentile,
        @Nullable Integer ttftMs,
        @Nullable Double itlMs,
        @Nullable Integer e2eMs,
        @Nullable Double minTokensPerSecondPerUser,
        @Nullable Long tokensPerHour,
        @Nullable Integer deadlineHours,
        @Nullable Integer inputTokens,
        @Nullable Integer outputTokens) {
    public SlaTerms {
        if ((inputTokens == null) != (outputTokens == null)) {
            throw new IllegalArgumentException("input and output length come together");
        }
        if (mode == SlaMode.ONLINE && (tokensPerHour != null || deadlineHours != null)) {
            throw new IllegalArgumentException("only a batch has an hourly output or a deadline");
        }
    }

    /** The latency targets as the planner takes them. */
    public Sla latencyTargets() {
        return new Sla(
                percentile,
                ttftMs == null ? null : Double.valueOf(ttftMs),
                itlMs,
                e2eMs == null ? null : Double.valueOf(e2eMs),
                minTokensPerSecondPerUser);
    }
}
