package io.sextant.api.usage;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * Which month an hour belongs to: the one, in the organisation's time zone, in which it begins.
 *
 * <p>So a month is a row of whole hours of UTC, also in zones that are half an hour off.
 */
public record BillingCalendar(ZoneId zone) {
    /** The month of an hour, or of a moment in it. */
    public YearMonth monthOf(Instant moment) {
        return YearMonth.from(moment.truncatedTo(ChronoUnit.HOURS).atZone(zone));
    }

    /** The first hour of a month. */
    public Instant start(YearMonth month) {
        Instant midnight = month.atDay(1).atStartOfDay(zone).toInstant();
        Instant hour = midnight.truncatedTo(ChronoUnit.HOURS);
        return hour.equals(midnight) ? hour : hour.plus(1, ChronoUnit.HOURS);
    }

    /** The first hour after a month. */
    public Instant end(YearMonth month) {
        return start(month.plusMonths(1));
    }
}
