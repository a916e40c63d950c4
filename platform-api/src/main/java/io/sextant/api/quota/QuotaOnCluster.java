package io.sextant.api.quota;

import io.sextant.api.cluster.ClusterUse;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** GPUs of a cluster that teams hold or may hold. */
@Component
class QuotaOnCluster implements ClusterUse {
    private final JdbcClient jdbc;

    QuotaOnCluster(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<String> remainingOn(String cluster) {
        return jdbc.sql("""
                        select n.name as team, q.gpu_product, q.burst_limit_gpus, q.held_gpus
                          from quota_balance q
                          join org_node n on n.id = q.node_id
                         where q.cluster = :cluster
                           and n.kind = 'TEAM'
                           and (q.burst_limit_gpus > 0 or q.held_gpus > 0)
                         order by n.name, q.gpu_product
                        """)
                .param("cluster", cluster)
                .query((row, n) -> "a quota of %d GPUs %s for team %s, who hold %d"
                        .formatted(
                                row.getInt("burst_limit_gpus"),
                                row.getString("gpu_product"),
                                row.getString("team"),
                                row.getInt("held_gpus")))
                .list();
    }
}
