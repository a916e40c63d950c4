package io.sextant.api.usage;

import io.sextant.api.pricing.Price;
import io.sextant.api.quota.Quotas;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Team;
import io.sextant.api.usage.MonthUsage.Amount;
import io.sextant.api.usage.MonthUsage.OfDeployment;
import io.sextant.api.usage.MonthUsage.OfHour;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells what was used and what it cost. */
@Service
@Transactional(readOnly = true)
public class UsageReport {
    private static final int GPU_HOUR_DECIMALS = 6;
    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);
    private static final String SUMS = """
            coalesce(sum(gpu_seconds), 0) as gpu_seconds,
            coalesce(sum(cost), 0) as cost,
            coalesce(sum(gpu_seconds) filter (where cost is null), 0) as unpriced_seconds
            """;

    private final JdbcClient jdbc;
    private final Quotas quotas;
    private final Clock clock;

    UsageReport(JdbcClient jdbc, Quotas quotas, Clock clock) {
        this.jdbc = jdbc;
        this.quotas = quotas;
        this.clock = clock;
    }

    /** The month that now lies in, in UTC. */
    public YearMonth currentMonth() {
        return YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
    }

    /** A team's use in a month. */
    public MonthUsage ofTeam(Team team, YearMonth month, Actor actor) {
        actor.require(Permission.VIEW_TEAM, team);
        return new MonthUsage(
                month, total(team, month), byDeployment(team, month), byHour(team, month), quotas.balances(team.id()));
    }

    /** Everything a deployment used so far; the caller has checked who may see it. */
    public Amount ofDeployment(UUID deployment) {
        return jdbc.sql("select " + SUMS + " from usage_hour where deployment_id = :deployment")
                .param("deployment", deployment)
                .query((row, n) -> amount(row))
                .single();
    }

    /** A deployment's use by hour, the last hours first; the caller has checked who may see it. */
    public List<OfHour> hoursOfDeployment(UUID deployment, int hours) {
        return jdbc.sql("select hour, " + SUMS + """
                          from usage_hour
                         where deployment_id = :deployment
                         group by hour
                         order by hour desc
                         limit :hours
                        """)
                .param("deployment", deployment)
                .param("hours", hours)
                .query((row, n) -> hour(row))
                .list();
    }

    private Amount total(Team team, YearMonth month) {
        return inMonth("select " + SUMS + " from usage_hour", "", team, month)
                .query((row, n) -> amount(row))
                .single();
    }

    private List<OfDeployment> byDeployment(Team team, YearMonth month) {
        return inMonth(
                        "select deployment_id, deployment_name, cluster, gpu_product, " + SUMS + " from usage_hour",
                        """
                        group by deployment_id, deployment_name, cluster, gpu_product
                        order by cost desc, deployment_name, deployment_id
                        """,
                        team,
                        month)
                .query((row, n) -> new OfDeployment(
                        row.getObject("deployment_id", UUID.class),
                        row.getString("deployment_name"),
                        row.getString("cluster"),
                        row.getString("gpu_product"),
                        amount(row)))
                .list();
    }

    private List<OfHour> byHour(Team team, YearMonth month) {
        return inMonth("select hour, " + SUMS + " from usage_hour", "group by hour order by hour", team, month)
                .query((row, n) -> hour(row))
                .list();
    }

    private JdbcClient.StatementSpec inMonth(String select, String grouping, Team team, YearMonth month) {
        return jdbc.sql(select + " where team_id = :team and hour >= :from and hour < :until " + grouping)
                .param("team", team.id().value())
                .param("from", month.atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC))
                .param("until", month.plusMonths(1).atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC));
    }

    private static OfHour hour(ResultSet row) throws SQLException {
        return new OfHour(row.getObject("hour", OffsetDateTime.class).toInstant(), amount(row));
    }

    private static Amount amount(ResultSet row) throws SQLException {
        return new Amount(
                hours(row.getBigDecimal("gpu_seconds")),
                row.getBigDecimal("cost"),
                Price.CURRENCY,
                hours(row.getBigDecimal("unpriced_seconds")));
    }

    private static BigDecimal hours(BigDecimal seconds) {
        return seconds.divide(SECONDS_PER_HOUR, GPU_HOUR_DECIMALS, RoundingMode.HALF_EVEN);
    }
}
