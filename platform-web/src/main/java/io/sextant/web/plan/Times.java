package io.sextant.web.plan;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments as the page shows them. */
final class Times {
    private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("d MMM yyyy HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Times() {}

    static String of(Instant moment) {
        return TEXT.format(moment);
    }
}
