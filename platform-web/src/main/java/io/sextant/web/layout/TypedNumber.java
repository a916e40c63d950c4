package io.sextant.web.layout;

import io.sextant.api.problem.FieldError;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Numbers as people type them into fields; what is none is reported at its field. */
public final class TypedNumber {
    private TypedNumber() {}

    /** The exact number; null where nothing was typed, or no number. */
    public static @Nullable BigDecimal exact(String field, @Nullable String typed, List<FieldError> errors) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        try {
            return new BigDecimal(typed.strip().replace(",", ""));
        } catch (NumberFormatException e) {
            errors.add(new FieldError(field, "not-a-number", "\"" + typed.strip() + "\" is not a number."));
            return null;
        }
    }

    /** The number with a fraction; null where nothing was typed, or no number. */
    public static @Nullable Double decimal(String field, @Nullable String typed, List<FieldError> errors) {
        BigDecimal exact = exact(field, typed, errors);
        return exact == null ? null : (Double) exact.doubleValue();
    }

    /** The whole number; null where nothing was typed, or none. */
    public static @Nullable Integer whole(String field, @Nullable String typed, List<FieldError> errors) {
        BigDecimal exact = exact(field, typed, errors);
        if (exact == null) {
            return null;
        }
        try {
            return exact.intValueExact();
        } catch (ArithmeticException e) {
            errors.add(new FieldError(
                    field, "not-whole", "\"" + exact.toPlainString() + "\" must be a whole number in range."));
            return null;
        }
    }

    /** As a field shows a number; empty for null. */
    public static String shown(@Nullable Number number) {
        return number == null
                ? ""
                : new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
    }
}
