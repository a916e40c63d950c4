package io.sextant.api.catalog;

import io.sextant.api.problem.FieldError;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks the texts of a draft. */
final class DraftText {
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\r\\n\\t]]");

    private DraftText() {}

    /** A text that must be there; empty where it is not, which is reported. */
    static String required(String field, String name, @Nullable String text, int longest, List<FieldError> errors) {
        String value = optional(field, name, text, longest, errors);
        if (value.isEmpty()) {
            errors.add(new FieldError("/" + field, "missing", name + " is missing."));
        }
        return value;
    }

    /** A text that may be left out: then empty. */
    static String optional(String field, String name, @Nullable String text, int longest, List<FieldError> errors) {
        String value = text == null ? "" : text.strip();
        if (value.length() > longest) {
            errors.add(new FieldError(
                    "/" + field, "too-long", "%s may have %d characters at most.".formatted(name, longest)));
        }
        if (CONTROL.matcher(value).find()) {
            errors.add(new FieldError("/" + field, "unreadable", name + " contains control characters."));
        }
        return value;
    }
}
