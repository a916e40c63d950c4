package io.sextant.api.quota;

import io.sextant.api.tenancy.UnitUse;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Quota that a node of the organisation was given, or that hangs below it: it counts at every node above. */
@Component
class QuotaOnUnit implements UnitUse {
    private final QuotaMoves moves;
    private final JdbcClient jdbc;

    QuotaOnUnit(QuotaMoves moves, JdbcClient jdbc) {
        this.moves = moves;
        this.jdbc = jdbc;
    }

    @Override
    public List<String> againstArchiving(UUID unit) {
        return given(unit);
    }

    @Override
    public void moving(UUID unit, UUID newParent) {
        moves.move(unit, newParent);
    }

    private List<String> given(UUID unit) {
        // Nobody gives quota or takes GPUs until the tree has changed.
        jdbc.sql("lock table quota_balance in share row exclusive mode").update();
        return jdbc.sql("""
                        with recursive part as (
                            select id, name from org_node where id = :unit
                            union all
                            select n.id, n.name from org_node n join part p on n.parent_id = p.id)
                        select p.name, q.cluster, q.gpu_product, q.burst_limit_gpus, q.claimed_gpus
                          from quota_balance q
                          join part p on p.id = q.node_id
                         where q.burst_limit_gpus > 0 or q.claimed_gpus > 0
                         order by p.name, q.cluster, q.gpu_product
                        """)
                .param("unit", unit)
                .query((row, n) -> "a quota of %d GPUs %s in %s for %s"
                        .formatted(
                                row.getInt("burst_limit_gpus"),
                                row.getString("gpu_product"),
                                row.getString("cluster"),
                                row.getString("name")))
                .list();
    }
}
