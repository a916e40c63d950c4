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
                        select n.name as team, q.gpu_product, q.limit_gpus, q.used_gpus
                          from team_quota q
                          join org_node n on n.id = q.team_id
                         where q.cluster = :cluster
                           and (q.limit_gpus > 0 or q.used_gpus > 0)
                         order by n.name, q.gpu_product
                        """)
                .param("cluster", cluster)
                .query((row, n) -> "a quota of %d GPUs %s for team %s, who hold %d"
                        .formatted(
                                row.getInt("limit_gpus"),
                                row.getString("gpu_product"),
                                row.getString("team"),
                                row.getInt("used_gpus")))
                .list();
    }
}
