package io.sextant.api.budget;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rungs that budgets came to stand on; they are only ever added. */
@Repository
class RungStore {
    private final JdbcClient jdbc;

    RungStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of the period that the standing is about, latest first. */
    List<Ladder.Rung> of(BudgetStanding standing) {
        return jdbc.sql("""
                        select step, at, spent, limit_then, reason, decided_by
                          from budget_rung
                         where budget_id = :budget and period_start = :start
                         order by id desc
                        """)
                .param("budget", standing.budget().id())
                .param("start", standing.periodStart())
                .query((row, _) -> new Ladder.Rung(
                        LadderStep.valueOf(row.getString("step")),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getBigDecimal("spent"),
                        row.getBigDecimal("limit_then"),
                        row.getString("reason"),
                        row.getString("decided_by")))
                .list();
    }

    void add(BudgetStanding standing, LadderStep step, String reason, @Nullable String decidedBy, Instant now) {
        jdbc.sql("""
                        insert into budget_rung (budget_id, period_start, step, at, spent, limit_then, reason, decided_by)
                        values (:budget, :start, :step, :now, :spent, :limit, :reason, :by)
                        """)
                .param("budget", standing.budget().id())
                .param("start", standing.periodStart())
                .param("step", step.name())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("spent", standing.accrued())
                .param("limit", standing.budget().limit())
                .param("reason", reason)
                .param("by", decidedBy)
                .update();
    }
}
