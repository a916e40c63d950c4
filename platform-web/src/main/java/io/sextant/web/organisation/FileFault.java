package io.sextant.web.organisation;

import io.sextant.api.problem.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * Why a file cannot be read, for people.
 *
 * @param sentence begins with the line
 * @param quote null where it has no line
 */
record FileFault(String sentence, String pointer, @Nullable FileLine quote) {
    static FileFault of(FieldError error, String file) {
        return new FileFault(
                (error.line() == null ? "" : "Line " + error.line() + ": ") + error.message(),
                error.pointer(),
                FileLine.of(file, error.line()));
    }
}
