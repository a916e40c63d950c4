package io.sextant.api.usage;

import io.sextant.api.tenancy.TeamId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The append-only charges. */
@Repository
class ChargeBook {
    private static final String COPY = """
            copy charge (line_id, hour, revision, kind, billed_month, gpu_seconds, price_id, rate, cost, booked_at)
            from stdin (format binary)
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final Clock clock;

    ChargeBook(JdbcClient jdbc, JdbcTemplate template, Clock clock) {
        this.jdbc = jdbc;
        this.template = template;
        this.clock = clock;
    }

    /** Adds rows, by the thousand: an hour of a large organisation has ten thousand of them. */
    void append(List<ChargeEntry> entries, Function<Instant, YearMonth> billedMonth) {
        if (entries.isEmpty()) {
            return;
        }
        Map<UseLine, Long> lines = lines(entries);
        noteMonths(entries, billedMonth);
        // As the primary key has them, so that neighbours in the index are written one after the other.
        List<Numbered> rows = entries.stream()
                .map(entry -> new Numbered(
                        Objects.requireNonNull(lines.get(entry.charge().line())), entry))
                .sorted(Comparator.comparingLong(Numbered::line))
                .toList();
        Instant bookedAt = clock.instant();
        template.execute((ConnectionCallback<Long>) connection -> {
            CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
            try {
                return new ChargeCopy(copy, bookedAt, billedMonth).write(rows);
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        });
    }

    private void noteMonths(Collection<ChargeEntry> entries, Function<Instant, YearMonth> billedMonth) {
        entries.stream()
                .map(entry -> entry.charge().hour())
                .distinct()
                .map(billedMonth)
                .distinct()
                .forEach(month -> jdbc.sql(
                                "insert into charged_month (month) values (:month) on conflict on constraint charged_month_pk do nothing")
                        .param("month", month.atDay(1))
                        .update());
    }

    /** A row and the number of its line. */
    record Numbered(long line, ChargeEntry entry) {}

    /** Of a team's lines on a cluster, for each hour from one until another, the row that stands. */
    List<ChargeEntry> last(TeamId team, String cluster, Instant from, Instant until) {
        return jdbc.sql("""
                        select distinct on (c.line_id, c.hour)
                               l.*, c.hour, c.revision, c.kind as entry_kind, c.gpu_seconds, c.price_id, c.rate, c.cost
                          from charge c
                          join charge_line l on l.id = c.line_id
                         where l.team_id = :team and l.cluster = :cluster and c.hour >= :from and c.hour < :until
                         order by c.line_id, c.hour, c.revision desc
                        """)
                .param("team", team.value())
                .param("cluster", cluster)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query((row, n) -> new ChargeEntry(
                        new Rated(
                                line(row),
                                row.getObject("hour", OffsetDateTime.class).toInstant(),
                                row.getBigDecimal("gpu_seconds"),
                                row.getObject("price_id", UUID.class),
                                row.getBigDecimal("rate"),
                                row.getBigDecimal("cost")),
                        ChargeEntry.Kind.valueOf(row.getString("entry_kind")),
                        row.getInt("revision")))
                .list();
    }

    /** The line of a row that has the columns of {@code charge_line}. */
    static UseLine line(ResultSet row) throws SQLException {
        return new UseLine(
                UseLine.Kind.valueOf(row.getString("kind")),
                row.getObject("deployment_id", UUID.class),
                row.getString("deployment_name"),
                row.getString("model"),
                new TeamId(row.getObject("team_id", UUID.class)),
                row.getString("cluster"),
                row.getString("gpu_product"),
                row.getInt("gpus_per_replica"),
                row.getBoolean("borrowed"));
    }

    private Map<UseLine, Long> lines(Collection<ChargeEntry> entries) {
        Map<UseLine, Long> known = known();
        List<@Nullable Object[]> missing = entries.stream()
                .map(entry -> entry.charge().line())
                .distinct()
                .filter(line -> !known.containsKey(line))
                .map(ChargeBook::columns)
                .toList();
        if (missing.isEmpty()) {
            return known;
        }
        template.batchUpdate("""
                        insert into charge_line (kind, deployment_id, deployment_name, model, team_id, cluster, gpu_product,
                                                 gpus_per_replica, borrowed)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict on constraint charge_line_once do nothing
                        """, missing);
        return known();
    }

    private static @Nullable Object[] columns(UseLine line) {
        return new @Nullable Object[] {
            line.kind().name(),
            line.deployment(),
            line.deploymentName(),
            line.model(),
            line.team().value(),
            line.cluster(),
            line.gpuProduct(),
            line.gpusPerReplica(),
            line.borrowed()
        };
    }

    private Map<UseLine, Long> known() {
        Map<UseLine, Long> known = new HashMap<>();
        jdbc.sql("select * from charge_line")
                .query((row, n) -> known.put(line(row), row.getLong("id")))
                .list();
        return known;
    }
}
