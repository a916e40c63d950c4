package io.sextant.api.sla.web;

import io.sextant.api.sla.SlaDraft;
import org.jspecify.annotations.Nullable;

/**
 * A profile to be created.
 *
 * @param team slug of the team it is for; left out, it is for the whole organisation
 */
record SlaProfileRequest(
        @Nullable String team,
        @Nullable String name,
        @Nullable String purpose,
        @Nullable String mode,
        @Nullable String percentile,
        @Nullable Integer ttftMs,
        @Nullable Double itlMs,
        @Nullable Integer e2eMs,
        @Nullable Double minTokensPerSecondPerUser,
        @Nullable Long tokensPerHour,
        @Nullable Integer deadlineHours,
        @Nullable Integer inputTokens,
        @Nullable Integer outputTokens) {
    SlaDraft draft() {
        return new SlaDraft(
                name,
                purpose,
                mode,
                percentile,
                ttftMs,
                itlMs,
                e2eMs,
                minTokensPerSecondPerUser,
                tokensPerHour,
                deadlineHours,
                inputTokens,
                outputTokens);
    }
}
