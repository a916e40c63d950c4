package io.sextant.api.usage;

import io.sextant.api.tenancy.TeamId;
import io.sextant.contract.observed.ReplicaInterval;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What is known of the time each replica held its GPUs.
 *
 * <p>Reports are joined so that neither their order nor their number matters: the earliest start, the earliest end and
 * the latest sight that anybody told. Nothing is believed of the time after a report arrived.
 */
@Repository
class GpuIntervals {
    private static final Logger LOG = LoggerFactory.getLogger(GpuIntervals.class);
    private static final String HOLDS = """
            select deployment_id, deployment_name, model, team_id, cluster, gpu_product, gpus, reclaimable, started_at,
                   coalesce(ended_at, seen_until) as until
              from gpu_interval
            """;

    private final JdbcClient jdbc;

    GpuIntervals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps a report; tells from which moment on the deployment's use is different now, if it is. */
    Optional<Instant> keep(MeteredDeployment deployment, ReplicaInterval told, Instant received) {
        Optional<Span> before = span(deployment, told.podUid());
        upsert(deployment, told, received);
        Span after = span(deployment, told.podUid())
                .orElseThrow(() -> new IllegalStateException("interval of " + told.podUid() + " was not kept"));
        warnOfChange(after, told);
        if (before.isEmpty()) {
            return after.isEmpty() ? Optional.empty() : Optional.of(after.from());
        }
        return before.get().firstDifference(after);
    }

    /** Everything held at any time between two moments. */
    List<GpuHold> between(Instant from, Instant until) {
        return jdbc.sql(HOLDS + "where coalesce(ended_at, seen_until) > :from and started_at < :until")
                .param("from", utc(from))
                .param("until", utc(until))
                .query(GpuIntervals::hold)
                .list();
    }

    /** What a team held on a cluster at any time between two moments. */
    List<GpuHold> between(TeamId team, String cluster, Instant from, Instant until) {
        return jdbc.sql(HOLDS + """
                         where coalesce(ended_at, seen_until) > :from and started_at < :until
                           and team_id = :team and cluster = :cluster
                        """)
                .param("from", utc(from))
                .param("until", utc(until))
                .param("team", team.value())
                .param("cluster", cluster)
                .query(GpuIntervals::hold)
                .list();
    }

    /** What a team held at any time between two moments. */
    List<GpuHold> ofTeam(TeamId team, Instant from, Instant until) {
        return of("team_id", team.value(), from, until);
    }

    /** What a deployment held at any time between two moments. */
    List<GpuHold> ofDeployment(UUID deployment, Instant from, Instant until) {
        return of("deployment_id", deployment, from, until);
    }

    private List<GpuHold> of(String column, UUID id, Instant from, Instant until) {
        return jdbc.sql(HOLDS + "where coalesce(ended_at, seen_until) > :from and started_at < :until and " + column
                        + " = :id")
                .param("from", utc(from))
                .param("until", utc(until))
                .param("id", id)
                .query(GpuIntervals::hold)
                .list();
    }

    /** The first moment from one on at which anything was held. */
    Optional<Instant> firstHeld(Instant from) {
        return jdbc.sql("""
                        select greatest(started_at, :from)
                          from gpu_interval
                         where coalesce(ended_at, seen_until) > :from
                         order by 1
                         limit 1
                        """)
                .param("from", utc(from))
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    private void upsert(MeteredDeployment deployment, ReplicaInterval told, Instant received) {
        Instant start = earlier(told.startedAt(), received);
        Instant end = told.endedAt() == null ? null : later(start, earlier(told.endedAt(), received));
        // A pod's uid is never used again, so one that belongs to another deployment is a mistake of the reporter.
        int kept = jdbc.sql("""
                        insert into gpu_interval as held
                               (cluster, pod_uid, deployment_id, deployment_name, model, team_id, pod_name, node,
                                gpu_product, gpus, reclaimable, started_at, ended_at, seen_until)
                        values (:cluster, :pod, :deployment, :name, :model, :team, :podName, :node,
                                :product, :gpus, :reclaimable, :started, :ended, :seen)
                        on conflict on constraint gpu_interval_pk do update
                           set started_at = least(held.started_at, excluded.started_at),
                               ended_at   = least(held.ended_at, excluded.ended_at),
                               seen_until = greatest(held.seen_until, excluded.seen_until)
                         where held.deployment_id = excluded.deployment_id
                        """)
                .param("cluster", deployment.cluster())
                .param("pod", told.podUid())
                .param("deployment", deployment.id())
                .param("name", deployment.name())
                .param("model", deployment.model())
                .param("team", deployment.team().value())
                .param("podName", told.podName())
                .param("node", told.node())
                .param("product", told.gpuProduct())
                .param("gpus", told.gpus())
                .param("reclaimable", deployment.reclaimable())
                .param("started", utc(start))
                .param("ended", end == null ? null : utc(end))
                .param("seen", utc(later(start, earlier(told.seenUntil(), received))))
                .update();
        if (kept == 0) {
            throw new IllegalStateException("pod " + told.podUid() + " was metered for another deployment");
        }
    }

    // What a pod was given it keeps, so a report that says otherwise is wrong somewhere: what was told first stands.
    private static void warnOfChange(Span known, ReplicaInterval told) {
        if (known.gpus() != told.gpus() || !known.gpuProduct().equals(told.gpuProduct())) {
            LOG.warn(
                    "Replica reported with other GPUs than before, kept as before: pod={} before={}x{} now={}x{}",
                    told.podUid(),
                    known.gpus(),
                    known.gpuProduct(),
                    told.gpus(),
                    told.gpuProduct());
        }
    }

    private Optional<Span> span(MeteredDeployment deployment, String podUid) {
        return jdbc.sql("""
                        select started_at, coalesce(ended_at, seen_until) as until, gpus, gpu_product
                          from gpu_interval
                         where cluster = :cluster and pod_uid = :pod
                        """)
                .param("cluster", deployment.cluster())
                .param("pod", podUid)
                .query((row, n) -> new Span(
                        instant(row, "started_at"),
                        instant(row, "until"),
                        row.getInt("gpus"),
                        row.getString("gpu_product")))
                .optional();
    }

    private static GpuHold hold(ResultSet row, int number) throws SQLException {
        int gpus = row.getInt("gpus");
        return new GpuHold(
                new UseLine(
                        UseLine.Kind.ALLOCATION,
                        row.getObject("deployment_id", UUID.class),
                        row.getString("deployment_name"),
                        row.getString("model"),
                        new TeamId(row.getObject("team_id", UUID.class)),
                        row.getString("cluster"),
                        row.getString("gpu_product"),
                        gpus,
                        false),
                gpus,
                instant(row, "started_at"),
                instant(row, "until"),
                row.getBoolean("reclaimable"));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private record Span(Instant from, Instant until, int gpus, String gpuProduct) {
        boolean isEmpty() {
            return from.equals(until);
        }

        Optional<Instant> firstDifference(Span now) {
            if (!from.equals(now.from)) {
                return Optional.of(earlier(from, now.from));
            }
            return until.equals(now.until) ? Optional.empty() : Optional.of(earlier(until, now.until));
        }
    }
}
