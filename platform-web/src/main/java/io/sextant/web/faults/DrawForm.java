package io.sextant.web.faults;

import io.sextant.api.problem.FieldError;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How many faults to draw by which seed, as it was typed. */
record DrawForm(
        @Nullable String seed,
        @Nullable String count,
        @Nullable String longest) {
    static final DrawForm USUAL = new DrawForm("1", "5", "60");

    /** A number of this form; 1 with an error when there is none. */
    static long number(String field, @Nullable String typed, long least, long most, List<FieldError> errors) {
        String text = Objects.requireNonNullElse(typed, "").strip();
        if (text.matches("\\d{1,15}")) {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        errors.add(new FieldError(field, "range", "A whole number from " + least + " to " + most + "."));
        return 1;
    }
}
