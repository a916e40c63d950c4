package io.sextant.web.plan;

import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads what was typed into the plan form, and collects what cannot be right, each under its field's name. */
final class FormReading {
    private static final int LONGEST_NUMBER = 30;
    private static final Map<String, String> FIELDS = Map.of(
            "profile", "sla",
            "prefixShare", "prefixPercent",
            "amplitude", "daySwing",
            "headroom", "headroomPercent",
            "gpuProducts", "gpus");

    private final List<FieldError> errors = new ArrayList<>();

    /** The value, or nothing if making it meets something wrong, which is then noted. */
    <T> Optional<T> attempt(Supplier<T> make) {
        try {
            return Optional.of(make.get());
        } catch (PlatformProblem.Invalid e) {
            e.errors().forEach(error -> note(fieldOf(error.pointer()), error.code(), error.message()));
        } catch (PlatformProblem.NotFound e) {
            note(e.type().replace("-not-found", ""), e.type(), e.detail() + " " + e.remedy());
        }
        return Optional.empty();
    }

    /** A number that must be there. */
    double number(String field, String name, @Nullable String text) {
        return optionalNumber(field, name, text)
                .orElseThrow(() -> new PlatformProblem.Invalid("/" + field, "missing", name + " is missing."))
                .doubleValue();
    }

    /** A whole number that must be there. */
    long whole(String field, String name, @Nullable String text) {
        BigDecimal number = optionalNumber(field, name, text)
                .orElseThrow(() -> new PlatformProblem.Invalid("/" + field, "missing", name + " is missing."));
        try {
            return number.longValueExact();
        } catch (ArithmeticException e) {
            throw new PlatformProblem.Invalid("/" + field, "not-whole", name + " must be a whole number.");
        }
    }

    /** A whole number that the planner takes as an int; beyond, it is so large that every range refuses it. */
    int count(String field, String name, @Nullable String text) {
        return Math.clamp(whole(field, name, text), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    Optional<BigDecimal> optionalNumber(String field, String name, @Nullable String text) {
        String typed = text == null ? "" : text.strip();
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (typed.length() > LONGEST_NUMBER) {
                throw new NumberFormatException(typed);
            }
            BigDecimal number = new BigDecimal(typed);
            if (Math.abs((long) number.precision() - number.scale()) > LONGEST_NUMBER) {
                throw new NumberFormatException(typed);
            }
            return Optional.of(number);
        } catch (NumberFormatException e) {
            throw new PlatformProblem.Invalid(
                    "/" + field, "not-a-number", name + " must be a number, such as 0.5 or 200.");
        }
    }

    @Nullable
    Double optionalDouble(String field, String name, @Nullable String text) {
        return optionalNumber(field, name, text).map(BigDecimal::doubleValue).orElse(null);
    }

    List<FieldError> errors() {
        return List.copyOf(errors);
    }

    private void note(String field, String code, String message) {
        errors.add(new FieldError(field, code, message));
    }

    private static String fieldOf(String pointer) {
        String member = pointer.substring(pointer.lastIndexOf('/') + 1);
        return FIELDS.getOrDefault(member, member);
    }
}
