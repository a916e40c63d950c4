package io.sextant.api.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with one member of a request.
 *
 * @param pointer JSON pointer such as {@code /workload/inputTokens}, or the form field's name
 * @param code stable and machine-readable, such as {@code too-large}
 * @param message a sentence for a person
 * @param line of the text that was sent, from 1 on; null where none was, or the line is not known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FieldError(
        String pointer,
        String code,
        String message,
        @Nullable Integer line) {
    public FieldError(String pointer, String code, String message) {
        this(pointer, code, message, null);
    }
}
