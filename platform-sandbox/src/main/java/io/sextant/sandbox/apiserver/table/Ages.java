package io.sextant.sandbox.apiserver.table;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Durations as kubectl shows them: {@code 45s}, {@code 3m20s}, {@code 5h}, {@code 2d3h}. */
final class Ages {
    private Ages() {}

    static String since(String timestamp, Instant now) {
        try {
            return timestamp.isEmpty() ? "<unknown>" : human(Duration.between(Instant.parse(timestamp), now));
        } catch (DateTimeParseException e) {
            return "<unknown>";
        }
    }

    static String human(Duration age) {
        long seconds = age.toSeconds();
        if (seconds < 0) {
            return "0s";
        } else if (seconds < 120) {
            return seconds + "s";
        } else if (age.toMinutes() < 10) {
            return two(age.toMinutes(), "m", seconds % 60, "s");
        } else if (age.toHours() < 3) {
            return age.toMinutes() + "m";
        } else if (age.toHours() < 8) {
            return two(age.toHours(), "h", age.toMinutes() % 60, "m");
        } else if (age.toHours() < 48) {
            return age.toHours() + "h";
        } else if (age.toDays() < 8) {
            return two(age.toDays(), "d", age.toHours() % 24, "h");
        } else if (age.toDays() < 730) {
            return age.toDays() + "d";
        }
        return two(age.toDays() / 365, "y", age.toDays() % 365, "d");
    }

    private static String two(long large, String unit, long small, String smallUnit) {
        return small == 0 ? large + unit : large + unit + small + smallUnit;
    }
}
