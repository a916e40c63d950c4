package io.sextant.api.deployment.feed;

import io.sextant.api.deployment.DeploymentSettings;
import io.sextant.api.deployment.TeamNamespaces;
import io.sextant.api.deployment.manifest.NimManifests;
import io.sextant.api.tenancy.Team;
import io.sextant.contract.desired.DesiredDeployment;
import io.sextant.contract.desired.DesiredState;
import io.sextant.contract.desired.FormerRelease;
import io.sextant.contract.desired.Manifest;
import io.sextant.contract.desired.Presence;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Puts together everything that a cluster should hold. */
@Service
class DesiredStates {
    /** Deployments that the state lists; of those after a revision, the ones that changed since. */
    private static final String LISTED = """
            with listed as (select d.*
                              from deployment d
                             where d.cluster = :cluster and d.retired_at is null and not d.awaits_approval
                               and (:after = 0
                                    or d.id in (select c.subject
                                                  from desired_change c
                                                 where c.cluster = :cluster and c.revision > :after
                                                   and c.kind = 'DEPLOYMENT')))
            """;

    private final JdbcClient jdbc;
    private final TeamNamespaces namespaces;
    private final DeploymentSettings settings;

    DesiredStates(JdbcClient jdbc, TeamNamespaces namespaces, DeploymentSettings settings) {
        this.jdbc = jdbc;
        this.namespaces = namespaces;
        this.settings = settings;
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

    /** All of the state at its revision: one snapshot, or a state could be told under the revision before it. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public DesiredState whole(String cluster) {
        return new DesiredState(cluster, revision(cluster), namespaces.on(cluster), deployments(cluster, 0));
    }

    /** What changed in the state since a revision. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public DesiredState since(String cluster, long after) {
        int listed = jdbc.sql(
                        "select count(*) from deployment where cluster = :cluster and retired_at is null and not awaits_approval")
                .param("cluster", cluster)
                .query(Integer.class)
                .single();
        return new DesiredState(
                cluster,
                revision(cluster),
                namespaces.changedOn(cluster, after),
                deployments(cluster, after),
                new DesiredState.Changes(after, gone(cluster, after), listed));
    }

    private List<UUID> gone(String cluster, long after) {
        return jdbc.sql("""
                        select d.id
                          from desired_change c
                          join deployment d on d.id = c.subject
                         where c.cluster = :cluster and c.revision > :after and c.kind = 'DEPLOYMENT'
                           and d.retired_at is not null
                        """)
                .param("cluster", cluster)
                .param("after", after)
                .query(UUID.class)
                .list();
    }

    private List<DesiredDeployment> deployments(String cluster, long after) {
        Map<UUID, List<FormerRelease>> formers = formers(cluster, after);
        Map<UUID, List<Manifest>> companions = companions(cluster, after);
        return jdbc.sql(LISTED + """
                        select d.id, d.name, d.generation, d.presence, d.ready_within_seconds, t.slug,
                               d.plan -> 'model' ->> 'nimId' as served_model,
                               c.api_version as cache_version, c.name as cache_name, c.yaml as cache_yaml,
                               s.api_version as service_version, s.name as service_name, s.yaml as service_yaml,
                               e.name as endpoint_name, e.api_version as endpoint_version, e.yaml as endpoint_yaml
                          from listed d
                          join org_node t on t.id = d.team_id
                          join lateral (select * from deployment_manifest m
                                         where m.deployment_id = d.id and m.kind = 'NIMCache'
                                         order by m.generation desc limit 1) c on true
                          join lateral (select * from deployment_manifest m
                                         where m.deployment_id = d.id and m.kind = 'NIMService'
                                         order by m.generation desc limit 1) s on true
                          left join deployment_manifest e
                            on e.deployment_id = d.id and e.generation = s.generation and e.kind = 'Service'
                         order by d.submitted_at, d.id
                        """)
                .param("cluster", cluster)
                .param("after", after)
                .query((row, n) -> deployment(row, companions, formers))
                .list();
    }

    /** What was rendered with the wanted NIMService besides the weights and the address. */
    private Map<UUID, List<Manifest>> companions(String cluster, long after) {
        Map<UUID, List<Manifest>> found = new HashMap<>();
        jdbc.sql(LISTED + """
                        select m.deployment_id, m.kind,
                               m.api_version as companion_version, m.name as companion_name, m.yaml as companion_yaml
                          from listed d
                          join deployment_manifest m on m.deployment_id = d.id
                         where m.kind not in ('NIMCache', 'NIMService', 'Service')
                           and m.generation = (select max(s.generation) from deployment_manifest s
                                                where s.deployment_id = d.id and s.kind = 'NIMService')
                         order by m.kind
                        """).param("cluster", cluster).param("after", after).query(row -> {
            found.computeIfAbsent(row.getObject("deployment_id", UUID.class), _ -> new ArrayList<>())
                    .add(manifest(row, row.getString("kind"), "companion"));
        });
        return found;
    }

    /** NIMServices other than the wanted one of which something may be left, as they were last rendered; newest first. */
    private Map<UUID, List<FormerRelease>> formers(String cluster, long after) {
        Map<UUID, List<FormerRelease>> found = new HashMap<>();
        jdbc.sql(LISTED + """
                        select r.deployment_id, g.generation,
                               c.api_version as cache_version, c.name as cache_name, c.yaml as cache_yaml,
                               s.api_version as service_version, s.name as service_name, s.yaml as service_yaml
                          from deployment_release r
                          join listed d on d.id = r.deployment_id
                          join lateral (select max(generation) as generation from deployment_generation n
                                         where n.deployment_id = d.id and n.service_name = r.service_name) g on true
                          join deployment_manifest c
                            on c.deployment_id = d.id and c.generation = g.generation and c.kind = 'NIMCache'
                          join deployment_manifest s
                            on s.deployment_id = d.id and s.generation = g.generation and s.kind = 'NIMService'
                         where r.ended_at is null
                           and r.service_name <> (select n.service_name from deployment_generation n
                                                   where n.deployment_id = d.id
                                                   order by n.generation desc limit 1)
                         order by g.generation desc
                        """).param("cluster", cluster).param("after", after).query(row -> {
            found.computeIfAbsent(row.getObject("deployment_id", UUID.class), _ -> new ArrayList<>())
                    .add(new FormerRelease(
                            row.getLong("generation"),
                            manifest(row, "NIMCache", "cache"),
                            manifest(row, "NIMService", "service"),
                            settings.drain().toSeconds()));
        });
        return found;
    }

    private static Manifest manifest(ResultSet row, String kind, String column) throws SQLException {
        return new Manifest(
                row.getString(column + "_version"),
                kind,
                row.getString(column + "_name"),
                row.getString(column + "_yaml"));
    }

    private static @Nullable Manifest optional(ResultSet row, String kind, String column) throws SQLException {
        return row.getString(column + "_name") == null ? null : manifest(row, kind, column);
    }

    private static DesiredDeployment deployment(
            ResultSet row, Map<UUID, List<Manifest>> companions, Map<UUID, List<FormerRelease>> formers)
            throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new DesiredDeployment(
                id,
                row.getString("name"),
                Team.namespaceOf(row.getString("slug")),
                row.getLong("generation"),
                Presence.valueOf(row.getString("presence")),
                manifest(row, "NIMCache", "cache"),
                manifest(row, "NIMService", "service"),
                List.of(NimManifests.API_KEY_SECRET, NimManifests.PULL_SECRET),
                row.getLong("ready_within_seconds"),
                row.getString("served_model"),
                optional(row, "Service", "endpoint"),
                companions.getOrDefault(id, List.of()),
                formers.getOrDefault(id, List.of()));
    }
}
