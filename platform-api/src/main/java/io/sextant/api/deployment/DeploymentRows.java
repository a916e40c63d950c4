package io.sextant.api.deployment;

import io.sextant.api.deployment.status.Desired;
import io.sextant.api.deployment.status.StartEstimate;
import io.sextant.api.planning.PlanProposal;
import io.sextant.api.quota.QuotaClass;
import io.sextant.api.tenancy.TeamId;
import io.sextant.contract.desired.Presence;
import io.sextant.contract.observed.ConditionStatus;
import io.sextant.contract.observed.ConditionType;
import io.sextant.contract.observed.DeploymentObservation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Reads deployments together with what was last seen of them. */
@Repository
class DeploymentRows {
    private static final String SELECT = """
            select d.*, t.slug as team_slug, t.name as team_name, c.title as cluster_title, c.last_heard_at,
                   l.ends_at,
                   o.observation, past.seconds as past_seconds, past.starts as past_starts,
                   (select g.service_name
                      from deployment_generation g
                     where g.deployment_id = d.id
                     order by g.generation desc
                     limit 1) as service_name
              from deployment d
              join org_node t on t.id = d.team_id
              join cluster c on c.name = d.cluster
              left join deployment_observation o on o.deployment_id = d.id
              left join deployment_lease l on l.deployment_id = d.id
            """ + PastStarts.JOIN;

    private final JdbcClient jdbc;
    private final PlanSnapshots snapshots;
    private final JsonMapper json;

    DeploymentRows(JdbcClient jdbc, PlanSnapshots snapshots, JsonMapper json) {
        this.jdbc = jdbc;
        this.snapshots = snapshots;
        this.json = json;
    }

    Optional<DeploymentRow> find(DeploymentId id) {
        return jdbc.sql(SELECT + "where d.id = :id")
                .param("id", id.value())
                .query((row, n) -> row(row))
                .optional();
    }

    /**
     * Deployments of these teams, newest first.
     *
     * @param after where to go on; null for the beginning
     */
    List<DeploymentRow> list(Collection<TeamId> teams, boolean retired, @Nullable Position after, int size) {
        if (teams.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(SELECT + """
                        where d.team_id in (:teams)
                          and (:retired or d.retired_at is null)
                          and (cast(:at as timestamptz) is null
                               or (d.submitted_at, d.id) < (cast(:at as timestamptz), cast(:id as uuid)))
                        order by d.submitted_at desc, d.id desc
                        limit :size
                        """)
                .param("teams", teams.stream().map(TeamId::value).toList())
                .param("retired", retired)
                .param("at", after == null ? null : after.submittedAt().toString())
                .param("id", after == null ? null : after.id().toString())
                .param("size", size)
                .query((row, n) -> row(row))
                .list();
    }

    private DeploymentRow row(ResultSet row) throws SQLException {
        String seen = row.getString("observation");
        DeploymentObservation observation = seen == null ? null : json.readValue(seen, DeploymentObservation.class);
        PlanProposal plan = snapshots.read(row.getString("plan"));
        return new DeploymentRow(
                new DeploymentId(row.getObject("id", UUID.class)),
                new TeamId(row.getObject("team_id", UUID.class)),
                row.getString("team_slug"),
                row.getString("team_name"),
                row.getString("cluster"),
                row.getString("cluster_title"),
                optional(row, "last_heard_at"),
                row.getString("name"),
                row.getString("service_name"),
                Presence.valueOf(row.getString("presence")),
                row.getLong("generation"),
                row.getInt("held_gpus"),
                QuotaClass.valueOf(row.getString("quota_class")),
                plan,
                run(row, StartEstimate.of(plan.cacheGib()), observation),
                row.getString("submitted_by_name"),
                instant(row, "submitted_at"),
                instant(row, "changed_at"),
                optional(row, "first_ready_at"),
                optional(row, "retirement_requested_at"),
                optional(row, "retired_at"),
                optional(row, "ends_at"),
                row.getBoolean("awaits_approval"),
                row.getString("declined"),
                observation);
    }

    private static Desired.Run run(ResultSet row, StartEstimate estimate, @Nullable DeploymentObservation observation)
            throws SQLException {
        return new Desired.Run(
                row.getLong("started_generation"),
                instant(row, "started_at"),
                row.getObject("ready_generation", Long.class),
                Duration.ofSeconds(row.getLong("ready_within_seconds")),
                usual(row, estimate, observation));
    }

    private static Desired.Usual usual(
            ResultSet row, StartEstimate published, @Nullable DeploymentObservation observation) throws SQLException {
        int starts = row.getInt("past_starts");
        if (starts > 0) {
            return new Desired.Usual(Duration.ofMillis(Math.round(row.getDouble("past_seconds") * 1000)), starts);
        }
        boolean weightsThere = observation != null
                && observation.conditions().stream()
                        .anyMatch(condition -> condition.type() == ConditionType.MODEL_CACHED
                                && condition.status() == ConditionStatus.TRUE);
        return new Desired.Usual(weightsThere ? published.again() : published.total(), 0);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant optional(ResultSet row, String column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }

    /** The last deployment of a page. */
    record Position(Instant submittedAt, UUID id) {}
}
