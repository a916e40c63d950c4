package io.sextant.api.sla;

import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.planner.units.Percentile;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wrote down as a profile, right or wrong.
 *
 * @param mode online or offline
 * @param percentile p50, p90, p95 or p99
 */
public record SlaDraft(
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
    /** Everything that is wrong with it; empty if it can be stored. */
    public List<FieldError> errors() {
        return SlaRules.broken(this);
    }

    /** Throws with everything that is wrong. */
    void check() {
        List<FieldError> errors = errors();
        if (!errors.isEmpty()) {
            throw refused(errors);
        }
    }

    static PlatformProblem.Invalid refused(List<FieldError> errors) {
        return new PlatformProblem.Invalid(
                "invalid-sla-profile",
                errors.stream().map(FieldError::message).collect(Collectors.joining(" ")),
                "Correct the entries that are named and send the profile again.",
                errors);
    }

    String trimmedName() {
        return name == null ? "" : name.strip();
    }

    String trimmedPurpose() {
        return purpose == null ? "" : purpose.strip();
    }

    SlaTerms terms() {
        return new SlaTerms(
                SlaMode.valueOf(upper(mode)),
                Percentile.valueOf(upper(percentile)),
                ttftMs,
                itlMs,
                e2eMs,
                minTokensPerSecondPerUser,
                tokensPerHour,
                deadlineHours,
                inputTokens,
                outputTokens);
    }

    private static String upper(@Nullable String word) {
        return word == null ? "" : word.strip().toUpperCase(Locale.ROOT);
    }
}
