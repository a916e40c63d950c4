package io.sextant.sandbox.control;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Points in time as the sandbox writes them into objects: RFC 3339 with microseconds, for its seconds are short. */
public final class Timestamps {
    private Timestamps() {}

    /** The text of a time. */
    public static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS).toString();
    }

    /** The time of a text. */
    public static Instant read(String text) {
        return Instant.parse(text);
    }
}
