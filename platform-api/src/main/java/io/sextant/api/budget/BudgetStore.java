package io.sextant.api.budget;

import io.sextant.api.tenancy.TeamId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Budgets with their raises and alerts, and the part of the tree that each is about. */
@Repository
class BudgetStore {
    private static final String BUDGETS = """
            select b.*, n.slug, n.name, n.kind
              from budget b
              join org_node n on n.id = b.node_id
             where b.ended_at is null
            """;
    private static final String PATH = """
            with recursive path (id, parent_id) as (
                select id, parent_id from org_node where id = :node
                union all
                select n.id, n.parent_id from path p join org_node n on n.id = p.parent_id
            )
            """;

    private final JdbcClient jdbc;

    BudgetStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Budget> all(Instant now) {
        return withRaises(
                jdbc.sql(BUDGETS + "order by n.name, b.period, b.id")
                        .query(BudgetStore::budget)
                        .list(),
                now);
    }

    Optional<Budget> find(UUID id, Instant now) {
        return withRaises(
                        jdbc.sql(BUDGETS + "and b.id = :id")
                                .param("id", id)
                                .query(BudgetStore::budget)
                                .list(),
                        now)
                .stream()
                .findFirst();
    }

    /** Keeps one as it is until the caller's transaction ends. */
    void lock(UUID id) {
        jdbc.sql("select id from budget where id = :id for update")
                .param("id", id)
                .query(UUID.class)
                .optional();
    }

    /** The budgets of a team and of every node above it, locked in one order for all. */
    List<Budget> lockedAbove(TeamId team, Instant now) {
        jdbc.sql(PATH + """
                        select b.id from budget b
                         where b.node_id in (select id from path) and b.ended_at is null
                         order by b.id
                           for update
                        """).param("node", team.value()).query(UUID.class).list();
        // Read again, since a raise may have been granted while we waited.
        return above(team, now);
    }

    /** The same without a lock. */
    List<Budget> above(TeamId team, Instant now) {
        return withRaises(
                jdbc.sql(PATH + BUDGETS + "and b.node_id in (select id from path) order by b.id")
                        .param("node", team.value())
                        .query(BudgetStore::budget)
                        .list(),
                now);
    }

    /** The teams at and below a node. */
    List<TeamId> teamsWithin(UUID node) {
        return jdbc.sql("""
                        with recursive within (id, kind) as (
                            select id, kind from org_node where id = :node
                            union all
                            select n.id, n.kind from within w join org_node n on n.parent_id = w.id
                        )
                        select id from within where kind = 'TEAM'
                        """)
                .param("node", node)
                .query((row, n) -> new TeamId(row.getObject("id", UUID.class)))
                .list();
    }

    Optional<UUID> node(String slug) {
        return jdbc.sql("select id from org_node where slug = :slug")
                .param("slug", slug)
                .query(UUID.class)
                .optional();
    }

    List<Node> nodes() {
        return jdbc.sql("select slug, name, kind from org_node order by kind <> 'ORGANISATION', kind, name")
                .query((row, n) -> new Node(row.getString("slug"), row.getString("name"), row.getString("kind")))
                .list();
    }

    void add(UUID id, UUID node, BudgetDraft.Stated stated, String currency, String by, Instant now) {
        jdbc.sql("""
                        insert into budget (id, node_id, period, currency, mode, amount, revision, changed_by, changed_at)
                        values (:id, :node, :period, :currency, :mode, :amount, 1, :by, :now)
                        """)
                .param("id", id)
                .param("node", node)
                .param("period", stated.period().name())
                .param("currency", currency)
                .param("mode", stated.mode().name())
                .param("amount", stated.amount())
                .param("by", by)
                .param("now", utc(now))
                .update();
    }

    /** False if somebody changed it since that revision. */
    boolean change(UUID id, int revision, BudgetDraft.Stated stated, String by, Instant now) {
        return jdbc.sql("""
                        update budget
                           set mode = :mode, amount = :amount, revision = revision + 1, changed_by = :by, changed_at = :now
                         where id = :id and revision = :revision and ended_at is null
                        """)
                        .param("mode", stated.mode().name())
                        .param("amount", stated.amount())
                        .param("by", by)
                        .param("now", utc(now))
                        .param("id", id)
                        .param("revision", revision)
                        .update()
                > 0;
    }

    /** False if somebody changed it since that revision. */
    boolean end(UUID id, int revision, String by, Instant now) {
        return jdbc.sql("""
                        update budget
                           set ended_at = :now, revision = revision + 1, changed_by = :by, changed_at = :now
                         where id = :id and revision = :revision and ended_at is null
                        """)
                        .param("by", by)
                        .param("now", utc(now))
                        .param("id", id)
                        .param("revision", revision)
                        .update()
                > 0;
    }

    void raise(UUID budget, BigDecimal amount, Instant expiresAt, String reason, String by, Instant now) {
        jdbc.sql("""
                        insert into budget_raise (id, budget_id, amount, granted_at, expires_at, reason, granted_by)
                        values (:id, :budget, :amount, :now, :expires, :reason, :by)
                        """)
                .param("id", UUID.randomUUID())
                .param("budget", budget)
                .param("amount", amount)
                .param("now", utc(now))
                .param("expires", utc(expiresAt))
                .param("reason", reason)
                .param("by", by)
                .update();
    }

    List<BudgetStanding.Alert> alerts(UUID budget, LocalDate periodStart) {
        return jdbc.sql("""
                        select threshold, reached_at, spent, limit_then
                          from budget_alert
                         where budget_id = :budget and period_start = :start
                         order by reached_at, threshold
                        """)
                .param("budget", budget)
                .param("start", periodStart)
                .query((row, n) -> alert(row))
                .list();
    }

    /** By budget, those of the periods that began on these days. */
    Map<UUID, List<BudgetStanding.Alert>> alertsOfPeriods(Map<BudgetPeriod, LocalDate> starts) {
        Map<UUID, List<BudgetStanding.Alert>> alerts = new HashMap<>();
        starts.forEach((period, start) -> jdbc.sql("""
                        select a.budget_id, a.threshold, a.reached_at, a.spent, a.limit_then
                          from budget_alert a
                          join budget b on b.id = a.budget_id
                         where b.period = :period and a.period_start = :start
                         order by a.reached_at, a.threshold
                        """)
                .param("period", period.name())
                .param("start", start)
                .query((row, n) -> alerts.computeIfAbsent(
                                row.getObject("budget_id", UUID.class), budget -> new ArrayList<>())
                        .add(alert(row)))
                .list());
        return alerts;
    }

    private static BudgetStanding.Alert alert(ResultSet row) throws SQLException {
        return new BudgetStanding.Alert(
                BudgetStanding.Threshold.valueOf(row.getString("threshold")),
                instant(row, "reached_at"),
                row.getBigDecimal("spent"),
                row.getBigDecimal("limit_then"));
    }

    /** Remembers that a threshold was reached; false if it was before in this period. */
    boolean alert(BudgetStanding standing, BudgetStanding.Threshold threshold, BigDecimal spent, Instant now) {
        return jdbc.sql("""
                        insert into budget_alert (budget_id, period_start, threshold, reached_at, spent, limit_then)
                        values (:budget, :start, :threshold, :now, :spent, :limit)
                        on conflict on constraint budget_alert_once do nothing
                        """)
                        .param("budget", standing.budget().id())
                        .param("start", standing.periodStart())
                        .param("threshold", threshold.name())
                        .param("now", utc(now))
                        .param("spent", spent)
                        .param("limit", standing.budget().limit())
                        .update()
                > 0;
    }

    private List<Budget> withRaises(List<Budget> budgets, Instant now) {
        Map<UUID, List<Budget.Raise>> raises = new HashMap<>();
        jdbc.sql("select * from budget_raise where expires_at > :now order by expires_at, id")
                .param("now", utc(now))
                .query((row, n) -> raises.computeIfAbsent(
                                row.getObject("budget_id", UUID.class), budget -> new ArrayList<>())
                        .add(new Budget.Raise(
                                row.getBigDecimal("amount"),
                                instant(row, "granted_at"),
                                instant(row, "expires_at"),
                                row.getString("reason"),
                                row.getString("granted_by"))))
                .list();
        return budgets.stream()
                .map(budget -> new Budget(
                        budget.id(),
                        budget.nodeId(),
                        budget.node(),
                        budget.nodeName(),
                        budget.nodeKind(),
                        budget.period(),
                        budget.currency(),
                        budget.mode(),
                        budget.amount(),
                        budget.revision(),
                        budget.changedBy(),
                        budget.changedAt(),
                        raises.getOrDefault(budget.id(), List.of())))
                .toList();
    }

    private static Budget budget(ResultSet row, int number) throws SQLException {
        return new Budget(
                row.getObject("id", UUID.class),
                row.getObject("node_id", UUID.class),
                row.getString("slug"),
                row.getString("name"),
                row.getString("kind"),
                BudgetPeriod.valueOf(row.getString("period")),
                row.getString("currency"),
                BudgetMode.valueOf(row.getString("mode")),
                row.getBigDecimal("amount"),
                row.getInt("revision"),
                row.getString("changed_by"),
                instant(row, "changed_at"),
                List.of());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    /** A node that can have a budget. */
    record Node(String slug, String name, String kind) {}
}
