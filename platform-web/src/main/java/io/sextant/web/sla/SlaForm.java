package io.sextant.web.sla;

import io.sextant.api.problem.FieldError;
import io.sextant.api.sla.SlaDraft;
import io.sextant.api.sla.SlaProfileView;
import io.sextant.api.sla.SlaTerms;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An SLA profile as it was typed.
 *
 * @param owner slug of a team, or the mark that stands for the organisation
 * @param revision the state the edit was begun from; empty for a new profile
 */
record SlaForm(
        @Nullable String owner,
        @Nullable String revision,
        @Nullable String name,
        @Nullable String purpose,
        @Nullable String mode,
        @Nullable String percentile,
        @Nullable String ttftMs,
        @Nullable String itlMs,
        @Nullable String e2eMs,
        @Nullable String minTokensPerSecondPerUser,
        @Nullable String tokensPerHour,
        @Nullable String deadlineHours,
        @Nullable String inputTokens,
        @Nullable String outputTokens) {
    /** An empty form for a new profile of that owner. */
    static SlaForm blank(String owner) {
        return new SlaForm(owner, "", "", "", "online", "p95", "", "", "", "", "", "", "", "");
    }

    /** What a profile says now, to be edited. */
    static SlaForm of(SlaProfileView profile) {
        SlaTerms terms = profile.current().terms();
        return new SlaForm(
                "",
                String.valueOf(profile.revision()),
                profile.name(),
                profile.current().purpose(),
                terms.mode().key(),
                terms.percentile().label(),
                text(terms.ttftMs()),
                text(terms.itlMs()),
                text(terms.e2eMs()),
                text(terms.minTokensPerSecondPerUser()),
                text(terms.tokensPerHour()),
                text(terms.deadlineHours()),
                text(terms.inputTokens()),
                text(terms.outputTokens()));
    }

    /** The same entries, begun from another state. */
    SlaForm from(int otherRevision) {
        return new SlaForm(
                owner,
                String.valueOf(otherRevision),
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

    /** The draft it stands for; what is no number is left out of it and reported. */
    SlaDraft draft(List<FieldError> errors) {
        return new SlaDraft(
                name,
                purpose,
                mode,
                percentile,
                number("ttftMs", ttftMs, BigDecimal::intValueExact, errors),
                number("itlMs", itlMs, BigDecimal::doubleValue, errors),
                number("e2eMs", e2eMs, BigDecimal::intValueExact, errors),
                number("minTokensPerSecondPerUser", minTokensPerSecondPerUser, BigDecimal::doubleValue, errors),
                number("tokensPerHour", tokensPerHour, BigDecimal::longValueExact, errors),
                number("deadlineHours", deadlineHours, BigDecimal::intValueExact, errors),
                number("inputTokens", inputTokens, BigDecimal::intValueExact, errors),
                number("outputTokens", outputTokens, BigDecimal::intValueExact, errors));
    }

    /** The revision the edit was begun from; one that cannot be read matches no state. */
    int seenRevision() {
        return Optional.ofNullable(revision)
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Integer::parseInt)
                .orElse(-1);
    }

    private static <N extends Number> @Nullable N number(
            String field, @Nullable String typed, Function<BigDecimal, N> exact, List<FieldError> errors) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        try {
            return exact.apply(new BigDecimal(typed.strip().replace(",", "")));
        } catch (NumberFormatException e) {
            errors.add(new FieldError(field, "not-a-number", "\"" + typed.strip() + "\" is not a number."));
        } catch (ArithmeticException e) {
            errors.add(
                    new FieldError(field, "not-whole", "\"" + typed.strip() + "\" must be a whole number in range."));
        }
        return null;
    }

    private static String text(@Nullable Number number) {
        return number == null
                ? ""
                : new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
    }
}
