package io.sextant.api.deployment.feed;

import io.sextant.api.deployment.TeamNamespaces;
import io.sextant.api.deployment.manifest.NimManifests;
import io.sextant.api.tenancy.Team;
import io.sextant.contract.desired.DesiredDeployment;
import io.sextant.contract.desired.DesiredState;
import io.sextant.contract.desired.Manifest;
import io.sextant.contract.desired.Presence;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Puts together everything that a cluster should hold. */
@Service
class DesiredStates {
    private final JdbcClient jdbc;
    private final TeamNamespaces namespaces;

    DesiredStates(JdbcClient jdbc, TeamNamespaces namespaces) {
        this.jdbc = jdbc;
        this.namespaces = namespaces;
    }

    /** The revision; 0 where nothing ever changed. */
    @Transactional(readOnly = true)
    public long revision(String cluster) {
        return jdbc.sql("select revision from desired_revision where cluster = :cluster")
                .param("cluster", cluster)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /** The state at its revision: one snapshot, or a state could be told under the revision before it. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public DesiredState state(String cluster) {
        return new DesiredState(cluster, revision(cluster), namespaces.on(cluster), deployments(cluster));
    }

    private List<DesiredDeployment> deployments(String cluster) {
        return jdbc.sql("""
                        select d.id, d.name, d.generation, d.presence, d.ready_within_seconds, t.slug,
                               d.plan -> 'model' ->> 'nimId' as served_model,
                               c.api_version as cache_version, c.name as cache_name, c.yaml as cache_yaml,
                               s.api_version as service_version, s.name as service_name, s.yaml as service_yaml
                          from deployment d
                          join org_node t on t.id = d.team_id
                          join lateral (select * from deployment_manifest m
                                         where m.deployment_id = d.id and m.kind = 'NIMCache'
                                         order by m.generation desc limit 1) c on true
                          join lateral (select * from deployment_manifest m
                                         where m.deployment_id = d.id and m.kind = 'NIMService'
                                         order by m.generation desc limit 1) s on true
                         where d.cluster = :cluster and d.retired_at is null
                         order by d.submitted_at, d.id
                        """)
                .param("cluster", cluster)
                .query((row, n) -> deployment(row))
                .list();
    }

    private static DesiredDeployment deployment(ResultSet row) throws SQLException {
        return new DesiredDeployment(
                row.getObject("id", UUID.class),
                row.getString("name"),
                Team.namespaceOf(row.getString("slug")),
                row.getLong("generation"),
                Presence.valueOf(row.getString("presence")),
                new Manifest(
                        row.getString("cache_version"),
                        "NIMCache",
                        row.getString("cache_name"),
                        row.getString("cache_yaml")),
                new Manifest(
                        row.getString("service_version"),
                        "NIMService",
                        row.getString("service_name"),
                        row.getString("service_yaml")),
                List.of(NimManifests.API_KEY_SECRET, NimManifests.PULL_SECRET),
                row.getLong("ready_within_seconds"),
                row.getString("served_model"));
    }
}
