package io.sextant.api.billing;

import io.sextant.api.pricing.Price;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The frozen statements. */
@Repository
class StatementStore {
    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    StatementStore(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    void freeze(YearMonth month, Collection<StatementDrawing.Drawn> statements) {
        List<@Nullable Object[]> heads = new ArrayList<>();
        List<@Nullable Object[]> lines = new ArrayList<>();
        for (StatementDrawing.Drawn statement : statements) {
            UUID id = UUID.randomUUID();
            OrgTree.Node node = statement.node();
            heads.add(new @Nullable Object[] {
                id,
                month.atDay(1),
                node.id(),
                node.kind(),
                node.slug(),
                node.name(),
                node.parent(),
                Price.CURRENCY,
                StatementLine.gpuHours(statement.gpuSeconds()),
                StatementLine.gpuHours(statement.unpricedSeconds()),
                statement.exactCost(),
                statement.total()
            });
            for (int position = 0; position < statement.lines().size(); position++) {
                lines.add(columns(id, position, statement.lines().get(position)));
            }
        }
        template.batchUpdate("""
                        insert into statement (id, month, node_id, node_kind, node_slug, node_name, parent_id, currency,
                                               gpu_hours, unpriced_gpu_hours, exact_cost, total)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """, heads);
        template.batchUpdate("""
                        insert into statement_line (statement_id, position, kind, description, deployment_id,
                                                    deployment_name, model, cluster, gpu_product, gpus_per_replica, price_id,
                                                    rate, corrects_month, first_hour, last_hour, node_slug, gpu_hours,
                                                    exact_cost, amount)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """, lines);
    }

    /** The statements of a closed month, each with its place in the tree as it was then. */
    List<Frozen> of(YearMonth month) {
        Map<UUID, List<StatementLine>> lines = lines(month);
        return jdbc.sql("""
                        select s.*, m.zone, m.starts_at, m.ends_at, m.closed_at, m.closed_by
                          from statement s
                          join closed_month m on m.month = s.month
                         where s.month = :month
                         order by s.node_name, s.node_slug
                        """)
                .param("month", month.atDay(1))
                .query((row, n) -> frozen(row, lines.getOrDefault(row.getObject("id", UUID.class), List.of())))
                .list();
    }

    private Map<UUID, List<StatementLine>> lines(YearMonth month) {
        Map<UUID, List<StatementLine>> lines = new HashMap<>();
        jdbc.sql("""
                        select l.*
                          from statement_line l
                          join statement s on s.id = l.statement_id
                         where s.month = :month
                         order by l.statement_id, l.position
                        """)
                .param("month", month.atDay(1))
                .query((row, n) -> lines.computeIfAbsent(
                                row.getObject("statement_id", UUID.class), id -> new ArrayList<>())
                        .add(line(row)))
                .list();
        return lines;
    }

    private static Frozen frozen(ResultSet row, List<StatementLine> lines) throws SQLException {
        return new Frozen(
                row.getObject("node_id", UUID.class),
                row.getObject("parent_id", UUID.class),
                new Statement(
                        YearMonth.from(row.getObject("month", LocalDate.class)),
                        row.getString("node_slug"),
                        row.getString("node_name"),
                        row.getString("node_kind"),
                        row.getString("zone"),
                        Objects.requireNonNull(instant(row, "starts_at")),
                        Objects.requireNonNull(instant(row, "ends_at")),
                        false,
                        instant(row, "closed_at"),
                        row.getString("closed_by"),
                        row.getString("currency"),
                        row.getBigDecimal("gpu_hours"),
                        row.getBigDecimal("unpriced_gpu_hours"),
                        row.getBigDecimal("exact_cost"),
                        row.getBigDecimal("total"),
                        lines));
    }

    private static StatementLine line(ResultSet row) throws SQLException {
        LocalDate corrects = row.getObject("corrects_month", LocalDate.class);
        return new StatementLine(
                StatementLine.Kind.valueOf(row.getString("kind")),
                row.getString("description"),
                row.getObject("deployment_id", UUID.class),
                row.getString("deployment_name"),
                row.getString("model"),
                row.getString("cluster"),
                row.getString("gpu_product"),
                row.getInt("gpus_per_replica"),
                row.getObject("price_id", UUID.class),
                row.getBigDecimal("rate"),
                corrects == null ? null : YearMonth.from(corrects),
                instant(row, "first_hour"),
                instant(row, "last_hour"),
                row.getString("node_slug"),
                row.getBigDecimal("gpu_hours"),
                row.getBigDecimal("exact_cost"),
                row.getBigDecimal("amount"));
    }

    private static @Nullable Object[] columns(UUID statement, int position, StatementLine line) {
        return new @Nullable Object[] {
            statement,
            position,
            line.kind().name(),
            line.description(),
            line.deployment(),
            line.deploymentName(),
            line.model(),
            line.cluster(),
            line.gpuProduct(),
            line.gpusPerReplica(),
            line.priceId(),
            line.rate(),
            line.corrects() == null ? null : line.corrects().atDay(1),
            utc(line.firstHour()),
            utc(line.lastHour()),
            line.node(),
            line.gpuHours(),
            line.exactCost(),
            line.amount()
        };
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }

    /** A frozen statement. */
    record Frozen(UUID node, @Nullable UUID parent, Statement statement) {}
}
