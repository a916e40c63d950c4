package io.sextant.api.usage;

import io.sextant.api.tenancy.TeamId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Adds up charges for reports and statements; callers check who may see them. */
@Service
@Transactional(readOnly = true)
public class ChargeSums {
    private static final String SUMS = """
            select l.*, s.price_id, s.rate, s.used_month, s.first_hour, s.last_hour, s.gpu_seconds, s.cost
              from (select c.line_id, c.price_id, c.rate,
                           date_trunc('month', c.hour at time zone :zone)::date as used_month,
                           min(c.hour) as first_hour, max(c.hour) as last_hour,
                           sum(c.gpu_seconds) as gpu_seconds, coalesce(sum(c.cost), 0) as cost
                      from charge c
                     where %s
                     group by c.line_id, c.price_id, c.rate, used_month
                    having sum(c.gpu_seconds) <> 0) s
              join charge_line l on l.id = s.line_id
            """;

    private final JdbcClient jdbc;
    private final AccountingMonths months;
    private final OpenHours open;

    ChargeSums(JdbcClient jdbc, AccountingMonths months, OpenHours open) {
        this.jdbc = jdbc;
        this.months = months;
        this.open = open;
    }

    /** Everything that is billed into a month; in the current one with the hours that are still open. */
    public List<ChargeSum> billed(YearMonth month) {
        List<ChargeSum> sealed = jdbc.sql(SUMS.formatted("c.billed_month = :month"))
                .param("zone", months.calendar().zone().getId())
                .param("month", month.atDay(1))
                .query(ChargeSums::sum)
                .list();
        return withOpen(sealed, month);
    }

    /** Everything that the hours of a month come to, whenever it was billed. */
    public List<ChargeSum> used(YearMonth month) {
        List<ChargeSum> sealed = jdbc.sql(SUMS.formatted("c.hour >= :from and c.hour < :until"))
                .param("zone", months.calendar().zone().getId())
                .param("from", months.calendar().start(month).atOffset(ZoneOffset.UTC))
                .param("until", months.calendar().end(month).atOffset(ZoneOffset.UTC))
                .query(ChargeSums::sum)
                .list();
        return withOpen(sealed, month);
    }

    /** What sealed hours of teams that began between two moments came to. */
    public BigDecimal cost(Collection<TeamId> teams, Instant from, Instant until) {
        return costByDay(teams, from, until).values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The same by day of the organisation's time zone, days without cost left out. */
    public SortedMap<LocalDate, BigDecimal> costByDay(Collection<TeamId> teams, Instant from, Instant until) {
        SortedMap<LocalDate, BigDecimal> costs = new TreeMap<>();
        if (teams.isEmpty()) {
            return costs;
        }
        jdbc.sql("""
                        select (c.hour at time zone :zone)::date as day, coalesce(sum(c.cost), 0) as cost
                          from charge_line l
                          join charge c on c.line_id = l.id
                         where l.team_id in (:teams) and c.hour >= :from and c.hour < :until
                         group by day
                        """)
                .param("zone", months.calendar().zone().getId())
                .param("teams", teams.stream().map(TeamId::value).toList())
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query((row, n) -> costs.put(row.getObject("day", LocalDate.class), row.getBigDecimal("cost")))
                .list();
        return costs;
    }

    private List<ChargeSum> withOpen(List<ChargeSum> sealed, YearMonth month) {
        BillingCalendar calendar = months.calendar();
        List<Rated> openNow = open.all().stream()
                .filter(charge -> calendar.monthOf(charge.hour()).equals(month))
                .toList();
        if (openNow.isEmpty()) {
            return sealed;
        }
        Map<Key, ChargeSum> sums = new LinkedHashMap<>();
        sealed.forEach(sum -> sums.put(Key.of(sum), sum));
        openNow.stream()
                .map(charge -> ChargeSum.of(charge, month))
                .forEach(sum -> sums.merge(Key.of(sum), sum, ChargeSum::plus));
        return new ArrayList<>(sums.values());
    }

    private static ChargeSum sum(ResultSet row, int number) throws SQLException {
        return new ChargeSum(
                ChargeBook.line(row),
                row.getObject("price_id", UUID.class),
                row.getBigDecimal("rate"),
                YearMonth.from(row.getObject("used_month", LocalDate.class)),
                instant(row, "first_hour"),
                instant(row, "last_hour"),
                row.getBigDecimal("gpu_seconds"),
                row.getBigDecimal("cost"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private record Key(UseLine line, @Nullable UUID priceId, YearMonth used) {
        static Key of(ChargeSum sum) {
            return new Key(sum.line(), sum.priceId(), sum.used());
        }
    }
}
