package io.sextant.api.quota;

import io.sextant.api.tenancy.TeamId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What teams were guaranteed, and when, as the ledger of limits says. */
@Component
@Transactional(readOnly = true)
public class GuaranteedSpans {
    private final JdbcClient jdbc;

    GuaranteedSpans(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** GPUs of a pool that a team was guaranteed from one moment to another. */
    public record Span(TeamId team, QuotaPool pool, int gpus, Instant from, Instant until) {}

    /** What reaches into the time between two moments, cut where it goes beyond; where there is nothing, nothing was guaranteed. */
    public List<Span> between(Instant from, Instant until) {
        return jdbc.sql("""
                        with step as (
                            select c.node_id, c.cluster, c.gpu_product, c.guaranteed_before, c.guaranteed_after, c.at,
                                   lead(c.at) over following as next_at, row_number() over following = 1 as first
                              from quota_change c
                              join org_node n on n.id = c.node_id and n.kind = 'TEAM'
                            window following as (partition by c.node_id, c.cluster, c.gpu_product order by c.revision)
                        ), span as (
                            select node_id, cluster, gpu_product, guaranteed_after as gpus, at as since,
                                   coalesce(next_at, :until) as ends
                              from step
                            union all
                            -- Before its first change, and where none was ever made, it was what it is known to have been.
                            select node_id, cluster, gpu_product, guaranteed_before, '-infinity', at from step where first
                            union all
                            select b.node_id, b.cluster, b.gpu_product, b.guaranteed_gpus, '-infinity', :until
                              from quota_balance b
                              join org_node n on n.id = b.node_id and n.kind = 'TEAM'
                             where not exists (select 1 from quota_change c
                                                where c.node_id = b.node_id and c.cluster = b.cluster
                                                  and c.gpu_product = b.gpu_product)
                        )
                        select node_id, cluster, gpu_product, gpus, greatest(since, :from) as since, least(ends, :until) as ends
                          from span
                         where gpus > 0 and since < :until and ends > :from and ends > since
                        """)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query((row, _) -> new Span(
                        new TeamId(row.getObject("node_id", UUID.class)),
                        new QuotaPool(row.getString("cluster"), row.getString("gpu_product")),
                        row.getInt("gpus"),
                        row.getObject("since", OffsetDateTime.class).toInstant(),
                        row.getObject("ends", OffsetDateTime.class).toInstant()))
                .list();
    }
}
