package io.sextant.api.deployment;

import io.sextant.api.deployment.manifest.NamespaceBlueprint;
import io.sextant.api.deployment.manifest.NamespaceManifests;
import io.sextant.api.tenancy.Team;
import io.sextant.contract.desired.DesiredNamespace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The teams' namespaces on a cluster with their fences, as they stand by the quota of now. */
@Component
public class TeamNamespaces {
    private static final String SELECT = """
            select t.slug,
                   coalesce((select sum(greatest(q.burst_limit_gpus, q.held_gpus))
                               from quota_balance q
                              where q.node_id = t.id and q.cluster = :cluster), 0) as gpus
              from org_node t
            """;

    private final JdbcClient jdbc;
    private final TargetCluster target;
    private final DeploymentSettings settings;

    TeamNamespaces(JdbcClient jdbc, TargetCluster target, DeploymentSettings settings) {
        this.jdbc = jdbc;
        this.target = target;
        this.settings = settings;
    }

    /** Of every team that was ever given quota here or has a deployment here: a namespace outlives its last deployment. */
    public List<DesiredNamespace> on(String cluster) {
        List<String> callers = callers(cluster);
        return jdbc.sql(SELECT + """
                         where t.kind = 'TEAM'
                           and t.id in (select node_id from quota_balance where cluster = :cluster
                                        union
                                        select team_id from deployment where cluster = :cluster and retired_at is null)
                         order by t.slug
                        """)
                .param("cluster", cluster)
                .query((row, n) -> namespace(row, callers))
                .list();
    }

    /** Of teams of which something changed on the cluster after a revision: a deployment, or what the team may hold there. */
    public List<DesiredNamespace> changedOn(String cluster, long after) {
        List<String> callers = callers(cluster);
        return jdbc.sql(SELECT + """
                         where t.id in (select c.subject
                                          from desired_change c
                                         where c.cluster = :cluster and c.revision > :after and c.kind = 'NAMESPACE'
                                        union
                                        select d.team_id
                                          from desired_change c
                                          join deployment d on d.id = c.subject and d.retired_at is null
                                         where c.cluster = :cluster and c.revision > :after and c.kind = 'DEPLOYMENT')
                         order by t.slug
                        """)
                .param("cluster", cluster)
                .param("after", after)
                .query((row, n) -> namespace(row, callers))
                .list();
    }

    /** A team's own. */
    DesiredNamespace of(Team team, String cluster) {
        List<String> callers = callers(cluster);
        return jdbc.sql(SELECT + "where t.id = :team")
                .param("cluster", cluster)
                .param("team", team.id().value())
                .query((row, n) -> namespace(row, callers))
                .single();
    }

    private List<String> callers(String cluster) {
        return Stream.concat(settings.callerNamespaces().stream(), target.routingNamespace(cluster).stream())
                .distinct()
                .toList();
    }

    private static DesiredNamespace namespace(ResultSet row, List<String> callers) throws SQLException {
        String team = row.getString("slug");
        String name = Team.namespaceOf(team);
        return new DesiredNamespace(
                name, team, NamespaceManifests.of(new NamespaceBlueprint(name, team, row.getInt("gpus"), callers)));
    }
}
