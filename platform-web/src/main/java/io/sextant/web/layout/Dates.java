package io.sextant.web.layout;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Days and moments as pages show them, in UTC. */
public final class Dates {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "d MMM yyyy HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Dates() {}

    /** Such as 9 Nov 2026. */
    public static String day(LocalDate day) {
        return DAY.format(day);
    }

    /** Such as November 2026. */
    public static String month(YearMonth month) {
        return MONTH.format(month);
    }

    /** Such as 9 Nov 2026 14:05 UTC. */
    public static String moment(Instant moment) {
        return MOMENT.format(moment);
    }
}
