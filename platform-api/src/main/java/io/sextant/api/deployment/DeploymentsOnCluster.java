package io.sextant.api.deployment;

import io.sextant.api.cluster.ClusterUse;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Deployments of a cluster that are not retired. */
@Component
class DeploymentsOnCluster implements ClusterUse {
    private final JdbcClient jdbc;

    DeploymentsOnCluster(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<String> remainingOn(String cluster) {
        return jdbc.sql("""
                        select d.name, n.name as team
                          from deployment d
                          join org_node n on n.id = d.team_id
                         where d.cluster = :cluster
                           and d.retired_at is null
                         order by n.name, d.name
                        """)
                .param("cluster", cluster)
                .query((row, n) -> "deployment %s of team %s".formatted(row.getString("name"), row.getString("team")))
                .list();
    }
}
