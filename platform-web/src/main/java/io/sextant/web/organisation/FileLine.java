package io.sextant.web.organisation;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A line of the file that was sent, quoted beside what stands against it.
 *
 * @param number from 1 on
 * @param text as it is indented; cut where it is long
 */
record FileLine(int number, String text) {
    private static final int LONGEST = 160;

    /** Null where there is no line, or nothing on it. */
    static @Nullable FileLine of(String file, @Nullable Integer number) {
        if (number == null) {
            return null;
        }
        Optional<String> line = file.lines()
                .skip(number - 1L)
                .findFirst()
                .map(String::stripTrailing)
                .filter(text -> !text.isEmpty());
        return line.map(text ->
                        new FileLine(number, text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "..."))
                .orElse(null);
    }
}
