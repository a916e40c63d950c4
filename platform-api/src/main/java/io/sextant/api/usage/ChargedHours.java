package io.sextant.api.usage;

import io.sextant.api.tenancy.TeamId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Hours as they are charged after all corrections, with those that are still open. */
@Repository
class ChargedHours {
    private static final String HOURS = """
            select l.*, s.hour, s.gpu_seconds, s.cost, s.unpriced_seconds
              from charge_line l
              join lateral (select c.hour, sum(c.gpu_seconds) as gpu_seconds, coalesce(sum(c.cost), 0) as cost,
                                   coalesce(sum(c.gpu_seconds) filter (where c.cost is null), 0) as unpriced_seconds
                              from charge c
                             where c.line_id = l.id and c.hour >= :from and c.hour < :until
                             group by c.hour
                            having sum(c.gpu_seconds) <> 0) s on true
            """;

    private final JdbcClient jdbc;
    private final OpenHours open;

    ChargedHours(JdbcClient jdbc, OpenHours open) {
        this.jdbc = jdbc;
        this.open = open;
    }

    /** A team's hours between two moments. */
    List<ChargedHour> ofTeam(TeamId team, Instant from, Instant until) {
        List<ChargedHour> sealed = sealed("where l.team_id = :id", team.value(), from, until);
        return with(
                sealed,
                open.ofTeam(team).stream()
                        .filter(charge ->
                                !charge.hour().isBefore(from) && charge.hour().isBefore(until))
                        .toList());
    }

    /** Every hour of a deployment. */
    List<ChargedHour> ofDeployment(UUID deployment) {
        List<ChargedHour> sealed =
                sealed("where l.deployment_id = :id", deployment, Instant.EPOCH, Instant.parse("9999-01-01T00:00:00Z"));
        return with(sealed, open.ofDeployment(deployment));
    }

    private List<ChargedHour> sealed(String where, UUID id, Instant from, Instant until) {
        return jdbc.sql(HOURS + where)
                .param("id", id)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query((row, n) -> new ChargedHour(
                        ChargeBook.line(row),
                        row.getObject("hour", OffsetDateTime.class).toInstant(),
                        row.getBigDecimal("gpu_seconds"),
                        row.getBigDecimal("cost"),
                        row.getBigDecimal("unpriced_seconds")))
                .list();
    }

    private static List<ChargedHour> with(List<ChargedHour> sealed, List<Rated> open) {
        List<ChargedHour> hours = new ArrayList<>(sealed);
        open.stream().map(ChargedHour::of).forEach(hours::add);
        return hours;
    }
}
