package io.sextant.api.planning;

import io.sextant.api.problem.PlatformProblem;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The range a number of a request may lie in, and how to say that it does not.
 *
 * @param pointer of the member in the request
 * @param name as the form labels it, at the start of a sentence
 * @param unit may be empty
 */
record Bounds(String pointer, String name, double lowest, double highest, String unit) {
    /** The value, or a problem that says which number is wrong and what would be right. */
    double check(double value) {
        if (!(value >= lowest && value <= highest)) {
            throw new PlatformProblem.Invalid(pointer, code(value), sentence());
        }
        return value;
    }

    int check(int value) {
        check((double) value);
        return value;
    }

    long check(long value) {
        check((double) value);
        return value;
    }

    @Nullable
    Double checkOptional(@Nullable Double value) {
        return value == null ? null : (Double) check(value.doubleValue());
    }

    private String code(double value) {
        if (Double.isNaN(value)) {
            return "not-a-number";
        }
        return value < lowest ? "too-small" : "too-large";
    }

    private String sentence() {
        return (name + " must be a number from " + plain(lowest) + " to " + plain(highest) + " " + unit).strip() + ".";
    }

    private static String plain(double number) {
        BigDecimal exact = BigDecimal.valueOf(number).stripTrailingZeros();
        return exact.scale() > 0 ? exact.toPlainString() : "%,d".formatted(exact.longValueExact());
    }
}
