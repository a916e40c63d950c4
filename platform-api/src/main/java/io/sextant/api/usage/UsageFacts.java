package io.sextant.api.usage;

import io.sextant.api.quota.QuotaPool;
import io.sextant.api.tenancy.TeamId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What clusters told and what was charged for it, as it is kept, so that one can be held against the other. */
@Component
@Transactional(readOnly = true)
public class UsageFacts {
    private final GpuIntervals intervals;
    private final OpenHours open;
    private final JdbcClient jdbc;

    UsageFacts(GpuIntervals intervals, OpenHours open, JdbcClient jdbc) {
        this.intervals = intervals;
        this.open = open;
        this.jdbc = jdbc;
    }

    /** GPUs that replicas of a team held, by what their cluster told. */
    public record Held(TeamId team, QuotaPool pool, int gpus, Instant from, Instant until) {}

    /**
     * Charges of a team in a pool.
     *
     * @param idle for GPUs that were reserved and ran nothing
     * @param unpricedSeconds of the GPU seconds, those without a price
     */
    public record Charged(
            TeamId team,
            QuotaPool pool,
            boolean idle,
            Place place,
            BigDecimal gpuSeconds,
            BigDecimal cost,
            BigDecimal unpricedSeconds) {}

    /** Where charges lie, seen from some months. */
    public enum Place {
        /** The hours lie in the months and are billed in them. */
        WITHIN,
        /** The hours lie in the months and are billed in one after them. */
        BILLED_LATER,
        /** The hours lie before the months and are billed in them. */
        OF_EARLIER
    }

    /** Sealed hours, from one on, of which something came late that is not charged yet. */
    public record Late(TeamId team, String cluster, Instant since) {}

    /** What replicas held at any time between two moments. */
    public List<Held> held(Instant from, Instant until) {
        return intervals.between(from, until).stream()
                .map(hold -> new Held(hold.line().team(), pool(hold.line()), hold.gpus(), hold.from(), hold.until()))
                .toList();
    }

    /**
     * Charges whose hours begin between two moments, or that are billed into these months.
     *
     * @param from the first hour of the first month
     * @param until the first hour after the last month
     */
    public List<Charged> charged(YearMonth first, YearMonth last, Instant from, Instant until) {
        return jdbc.sql("""
                        select l.team_id, l.cluster, l.gpu_product, l.kind = 'RESERVED_IDLE' as idle,
                               case when c.hour < :from then 'OF_EARLIER'
                                    when c.billed_month > :last then 'BILLED_LATER'
                                    else 'WITHIN' end as place,
                               sum(c.gpu_seconds) as gpu_seconds, coalesce(sum(c.cost), 0) as cost,
                               coalesce(sum(c.gpu_seconds) filter (where c.cost is null), 0) as unpriced_seconds
                          from charge c
                          join charge_line l on l.id = c.line_id
                         where (c.hour >= :from and c.hour < :until)
                            or (c.billed_month >= :first and c.billed_month <= :last)
                         group by l.team_id, l.cluster, l.gpu_product, idle, place
                        having sum(c.gpu_seconds) <> 0 or coalesce(sum(c.cost), 0) <> 0
                        """)
                .param("first", first.atDay(1))
                .param("last", last.atDay(1))
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query((row, _) -> charged(row))
                .list();
    }

    /** What hours that are not sealed yet come to so far, as preliminary statements show it: what pods held. */
    public List<Charged> open(Instant from, Instant until) {
        return open.all().stream()
                .filter(charge -> !charge.hour().isBefore(from) && charge.hour().isBefore(until))
                .map(ChargedHour::of)
                .map(hour -> new Charged(
                        hour.line().team(),
                        pool(hour.line()),
                        false,
                        Place.WITHIN,
                        hour.gpuSeconds(),
                        hour.cost(),
                        hour.unpricedSeconds()))
                .toList();
    }

    /** What waits to be restated. */
    public List<Late> late() {
        return jdbc.sql("select team_id, cluster, since from late_use")
                .query((row, _) -> new Late(
                        new TeamId(row.getObject("team_id", UUID.class)),
                        row.getString("cluster"),
                        row.getObject("since", OffsetDateTime.class).toInstant()))
                .list();
    }

    private static Charged charged(ResultSet row) throws SQLException {
        return new Charged(
                new TeamId(row.getObject("team_id", UUID.class)),
                new QuotaPool(row.getString("cluster"), row.getString("gpu_product")),
                row.getBoolean("idle"),
                Place.valueOf(row.getString("place")),
                row.getBigDecimal("gpu_seconds"),
                row.getBigDecimal("cost"),
                row.getBigDecimal("unpriced_seconds"));
    }

    private static QuotaPool pool(UseLine line) {
        return new QuotaPool(line.cluster(), line.gpuProduct());
    }
}
