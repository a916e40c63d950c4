package io.sextant.api.usage;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The organisation's months: which are closed, and into which one an hour is billed. */
@Service
@Transactional(readOnly = true)
public class AccountingMonths {
    private final BillingCalendar calendar;
    private final SealedHours seal;
    private final JdbcClient jdbc;
    private final Clock clock;

    AccountingMonths(BillingSettings settings, SealedHours seal, JdbcClient jdbc, Clock clock) {
        this.calendar = new BillingCalendar(settings.timeZone());
        this.seal = seal;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public BillingCalendar calendar() {
        return calendar;
    }

    /** The month that now lies in. */
    public YearMonth current() {
        return calendar.monthOf(clock.instant());
    }

    /** The last month that is closed; months are closed in their order. */
    public Optional<YearMonth> lastClosed() {
        return jdbc.sql("select month from closed_month order by month desc limit 1")
                .query(LocalDate.class)
                .optional()
                .map(YearMonth::from);
    }

    /** The first month that charges speak of; empty before there is any. */
    public Optional<YearMonth> firstCharged() {
        return jdbc.sql("select month from charged_month order by month limit 1")
                .query(LocalDate.class)
                .optional()
                .map(YearMonth::from);
    }

    /** Hours before this moment are sealed; empty before any was. */
    public Optional<Instant> sealedUntil() {
        return seal.until();
    }

    /** Whether every hour of a month is sealed. */
    public boolean isSealed(YearMonth month) {
        return seal.until()
                .filter(until -> !until.isBefore(calendar.end(month)))
                .isPresent();
    }

    /** When a month was closed; empty while it is open. */
    public Optional<Closing> closing(YearMonth month) {
        return jdbc.sql("select closed_at, closed_by from closed_month where month = :month")
                .param("month", month.atDay(1))
                .query((row, n) -> new Closing(
                        row.getObject("closed_at", OffsetDateTime.class).toInstant(), row.getString("closed_by")))
                .optional();
    }

    /** Lets nothing be billed into a month from now on; the caller's transaction freezes its statements. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void close(YearMonth month, String by) {
        jdbc.sql("""
                        insert into closed_month (month, zone, starts_at, ends_at, closed_at, closed_by)
                        values (:month, :zone, :starts, :ends, :now, :by)
                        """)
                .param("month", month.atDay(1))
                .param("zone", calendar.zone().getId())
                .param("starts", calendar.start(month).atOffset(ZoneOffset.UTC))
                .param("ends", calendar.end(month).atOffset(ZoneOffset.UTC))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("by", by)
                .update();
    }

    /** Keeps charges from being booked until the caller's transaction ends, so that what it reads is all there is. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void holdStill() {
        seal.takeOver();
    }

    /** When and by whom a month was closed. */
    public record Closing(Instant at, String by) {}
}
