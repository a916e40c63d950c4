package io.sextant.api.quota;

import io.sextant.api.tenancy.TeamId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the ledger says was reserved, and when. */
@Component
@Transactional(readOnly = true)
public class ReservedSpans {
    private final JdbcClient jdbc;

    ReservedSpans(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** GPUs that teams hold now, reserved or only held for a request, by team and pool. */
    public List<OpenGpus> open(Collection<TeamId> teams) {
        if (teams.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        select h.team_id, h.cluster, h.gpu_product, sum(h.gpus) as gpus
                          from quota_entry h
                         where h.kind = 'HOLD' and h.team_id in (:teams)
                           and not exists (select 1 from quota_entry r
                                            where r.holder = h.holder and r.revision = h.revision and r.kind = 'RELEASE')
                         group by h.team_id, h.cluster, h.gpu_product
                        """)
                .param("teams", teams.stream().map(TeamId::value).toList())
                .query((row, n) -> new OpenGpus(
                        new TeamId(row.getObject("team_id", UUID.class)),
                        new QuotaPool(row.getString("cluster"), row.getString("gpu_product")),
                        row.getInt("gpus")))
                .list();
    }

    /** The reservations that reach into the time between two moments, cut where they go beyond it. */
    public List<ReservedSpan> between(Instant from, Instant until) {
        return jdbc.sql("""
                        select r.team_id, r.cluster, r.gpu_product, r.gpus,
                               greatest(r.at, :from) as reserved_from, least(coalesce(e.at, :until), :until) as reserved_until
                          from quota_entry r
                          left join quota_entry e
                            on e.holder = r.holder and e.revision = r.revision and e.kind = 'RELEASE'
                         where r.kind = 'RESERVE' and r.at < :until and coalesce(e.at, :until) > :from
                        """)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query((row, n) -> new ReservedSpan(
                        new TeamId(row.getObject("team_id", UUID.class)),
                        new QuotaPool(row.getString("cluster"), row.getString("gpu_product")),
                        row.getInt("gpus"),
                        row.getObject("reserved_from", OffsetDateTime.class).toInstant(),
                        row.getObject("reserved_until", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** GPUs of a pool that a team holds. */
    public record OpenGpus(TeamId team, QuotaPool pool, int gpus) {}
}
