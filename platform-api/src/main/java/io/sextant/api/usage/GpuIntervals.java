package io.sextant.api.usage;

import io.sextant.contract.observed.ReplicaInterval;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The intervals as reported: an end once told stays, and what was seen is never unseen. */
@Repository
class GpuIntervals {
    private final JdbcClient jdbc;

    GpuIntervals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps a report; tells from which moment on the deployment's use is different now, if it is. */
    Optional<Instant> keep(MeteredDeployment deployment, ReplicaInterval seen) {
        Optional<Span> before = span(deployment, seen.podUid());
        upsert(deployment, seen);
        Span after = span(deployment, seen.podUid())
                .orElseThrow(() -> new IllegalStateException("interval of " + seen.podUid() + " was not kept"));
        if (before.isEmpty()) {
            return Optional.of(after.from());
        }
        Instant until = before.get().until();
        return until.equals(after.until())
                ? Optional.empty()
                : Optional.of(until.isBefore(after.until()) ? until : after.until());
    }

    /** What the deployment held at any time from a moment on. */
    List<GpuHold> heldSince(UUID deployment, Instant moment) {
        return jdbc.sql("""
                        select gpu_product, gpus, started_at, coalesce(ended_at, seen_until) as until
                          from gpu_interval
                         where deployment_id = :deployment and coalesce(ended_at, seen_until) > :moment
                        """)
                .param("deployment", deployment)
                .param("moment", utc(moment))
                .query((row, n) -> new GpuHold(
                        row.getString("gpu_product"),
                        row.getInt("gpus"),
                        instant(row, "started_at"),
                        instant(row, "until")))
                .list();
    }

    private void upsert(MeteredDeployment deployment, ReplicaInterval seen) {
        // A pod's uid is never used again, so one that belongs to another deployment is a mistake of the reporter.
        int kept = jdbc.sql("""
                        insert into gpu_interval as held
                               (cluster, pod_uid, deployment_id, deployment_name, team_id, pod_name, node,
                                gpu_product, gpus, started_at, ended_at, seen_until)
                        values (:cluster, :pod, :deployment, :name, :team, :podName, :node,
                                :product, :gpus, :started, :ended, :seen)
                        on conflict on constraint gpu_interval_pk do update
                           set ended_at   = coalesce(held.ended_at,
                                      case when excluded.ended_at is not null
                                           then greatest(excluded.ended_at, held.started_at) end),
                               seen_until = greatest(held.seen_until, excluded.seen_until)
                         where held.deployment_id = excluded.deployment_id
                        """)
                .param("cluster", deployment.cluster())
                .param("pod", seen.podUid())
                .param("deployment", deployment.id())
                .param("name", deployment.name())
                .param("team", deployment.team().value())
                .param("podName", seen.podName())
                .param("node", seen.node())
                .param("product", seen.gpuProduct())
                .param("gpus", seen.gpus())
                .param("started", utc(seen.startedAt()))
                .param("ended", utc(notBefore(seen.startedAt(), seen.endedAt())))
                .param("seen", utc(notBefore(seen.startedAt(), seen.seenUntil())))
                .update();
        if (kept == 0) {
            throw new IllegalStateException("pod " + seen.podUid() + " was metered for another deployment");
        }
    }

    private Optional<Span> span(MeteredDeployment deployment, String podUid) {
        return jdbc.sql("""
                        select started_at, coalesce(ended_at, seen_until) as until
                          from gpu_interval
                         where cluster = :cluster and pod_uid = :pod
                        """)
                .param("cluster", deployment.cluster())
                .param("pod", podUid)
                .query((row, n) -> new Span(instant(row, "started_at"), instant(row, "until")))
                .optional();
    }

    private static @Nullable Instant notBefore(Instant start, @Nullable Instant moment) {
        return moment != null && moment.isBefore(start) ? start : moment;
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private record Span(Instant from, Instant until) {}
}
