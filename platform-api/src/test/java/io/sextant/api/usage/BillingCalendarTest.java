package io.sextant.api.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BillingCalendarTest {
    @Test
    void beginsAMonthAtMidnightOfTheOrganisation() {
        BillingCalendar berlin = new BillingCalendar(ZoneId.of("Europe/Berlin"));
        assertThat(berlin.start(YearMonth.of(2026, 12))).isEqualTo("2026-11-30T23:00:00Z");
        assertThat(berlin.start(YearMonth.of(2026, 7))).isEqualTo("2026-06-30T22:00:00Z");
        assertThat(berlin.monthOf(Instant.parse("2026-11-30T23:00:00Z"))).isEqualTo(YearMonth.of(2026, 12));
    }

    @Test
    void givesAnHourThatMidnightFallsIntoToTheMonthItBeganIn() {
        BillingCalendar kolkata = new BillingCalendar(ZoneId.of("Asia/Kolkata"));
        assertThat(kolkata.monthOf(Instant.parse("2026-11-30T18:00:00Z"))).isEqualTo(YearMonth.of(2026, 11));
        assertThat(kolkata.monthOf(Instant.parse("2026-11-30T18:59:00Z"))).isEqualTo(YearMonth.of(2026, 11));
        assertThat(kolkata.start(YearMonth.of(2026, 12))).isEqualTo("2026-11-30T19:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"})
    void givesEveryHourOfAYearToTheMonthWhoseBoundsItLiesIn(String zone) {
        BillingCalendar calendar = new BillingCalendar(ZoneId.of(zone));
        Instant until = Instant.parse("2027-01-02T00:00:00Z");
        for (Instant hour = Instant.parse("2026-01-01T00:00:00Z");
                hour.isBefore(until);
                hour = hour.plus(1, ChronoUnit.HOURS)) {
            YearMonth month = calendar.monthOf(hour);
            assertThat(hour).isAfterOrEqualTo(calendar.start(month)).isBefore(calendar.end(month));
        }
    }
}
