package io.sextant.web.layout;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How numbers and moments are written on pages. */
public final class Shown {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.UK).withZone(ZoneOffset.UTC);
    private static final int SECONDS_PER_MINUTE = 60;

    private Shown() {}

    /** Time of day in UTC. */
    public static String time(Instant at) {
        return TIME.format(at);
    }

    /** With thousands separators and so many decimals, rounded half up. */
    public static String number(BigDecimal value, int decimals) {
        String pattern = decimals == 0 ? "#,##0" : "#,##0." + "0".repeat(decimals);
        DecimalFormat format = new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.UK));
        // Rounded before it is written: what is next to nothing has no sign.
        return format.format(value.setScale(decimals, RoundingMode.HALF_UP));
    }

    /** A physical value with as many digits as say something: two decimals below 10, one below 100, else none. */
    public static String value(double value) {
        int decimals = Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0;
        return number(BigDecimal.valueOf(value), decimals);
    }

    /** Such as "about 4 min". */
    public static String roughly(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        return seconds < 2 * SECONDS_PER_MINUTE
                ? "about " + Math.max(1, seconds) + " s"
                : "about " + (seconds + SECONDS_PER_MINUTE / 2) / SECONDS_PER_MINUTE + " min";
    }
}
