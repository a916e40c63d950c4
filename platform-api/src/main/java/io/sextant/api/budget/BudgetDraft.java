package io.sextant.api.budget;

import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A budget as an administrator states it.
 *
 * @param node slug; may be left out where the budget is known
 * @param period month, quarter or year; may be left out where the budget is known
 * @param mode advise, approve-above or hard
 * @param amount in USD
 */
public record BudgetDraft(
        @Nullable String node,
        @Nullable String period,
        @Nullable String mode,
        @Nullable BigDecimal amount) {
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000);
    private static final int CENTS = 2;
    private static final int LONGEST_REASON = 200;
    private static final Duration LONGEST_RAISE = Duration.ofDays(366);

    /** The same once checked. */
    record Stated(BudgetPeriod period, BudgetMode mode, BigDecimal amount) {}

    /**
     * Checked.
     *
     * @param known the period of the budget that is changed; null for a new one
     */
    Stated stated(@Nullable BudgetPeriod known) {
        List<FieldError> errors = new ArrayList<>();
        BudgetPeriod stated = known == null ? named(BudgetPeriod.values(), "period", period, errors) : known;
        BudgetMode how = named(BudgetMode.values(), "mode", mode, errors);
        amount("/amount", amount, BigDecimal.ZERO, errors);
        if (known == null && (node == null || node.isBlank())) {
            errors.add(new FieldError("/node", "missing", "Say whose budget it is."));
        }
        if (!errors.isEmpty() || amount == null) {
            throw new PlatformProblem.Invalid(errors);
        }
        return new Stated(stated, how, amount);
    }

    /** Refuses a raise that cannot be. */
    static void checkRaise(
            @Nullable BigDecimal amount, @Nullable Instant expiresAt, @Nullable String reason, Instant now) {
        List<FieldError> errors = new ArrayList<>();
        amount("/amount", amount, new BigDecimal("0.01"), errors);
        if (expiresAt == null || !expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(LONGEST_RAISE))) {
            errors.add(new FieldError("/expiresAt", "out-of-range", "A raise ends after now and within a year."));
        }
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
            errors.add(new FieldError("/reason", "missing", "Give a reason of 200 characters at most."));
        }
        if (!errors.isEmpty()) {
            throw new PlatformProblem.Invalid(errors);
        }
    }

    /** As requests write it, such as approve-above. */
    static String written(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <E extends Enum<E>> E named(
            E[] values, String field, @Nullable String text, List<FieldError> errors) {
        Optional<E> found = Arrays.stream(values)
                .filter(value -> written(value).equals(text))
                .findFirst();
        if (found.isEmpty()) {
            errors.add(new FieldError(
                    "/" + field,
                    "unknown",
                    "Choose one of "
                            + Arrays.stream(values).map(BudgetDraft::written).collect(Collectors.joining(", ")) + "."));
        }
        return found.orElse(values[0]);
    }

    private static void amount(String pointer, @Nullable BigDecimal amount, BigDecimal least, List<FieldError> errors) {
        if (amount == null || amount.compareTo(least) < 0 || amount.compareTo(MOST) > 0) {
            errors.add(new FieldError(
                    pointer, "out-of-range", "An amount from " + least + " to 1,000,000,000 USD is needed."));
        } else if (amount.stripTrailingZeros().scale() > CENTS) {
            errors.add(new FieldError(pointer, "too-fine", "An amount has two digits after the point at most."));
        }
    }
}
