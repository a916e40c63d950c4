package io.sextant.api.deployment;

import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The ends of deployments as they are kept. */
@Repository
class LeaseStore {
    private final JdbcClient jdbc;

    LeaseStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Stored> find(DeploymentId deployment) {
        return jdbc.sql(
                        "select ends_at, set_at, set_by, revision from deployment_lease where deployment_id = :deployment")
                .param("deployment", deployment.value())
                .query((row, n) -> new Stored(
                        optional(row.getObject("ends_at", OffsetDateTime.class)),
                        row.getObject("set_at", OffsetDateTime.class).toInstant(),
                        row.getString("set_by"),
                        row.getInt("revision")))
                .optional();
    }

    /** False where it is at another revision by now; 0 stands for none. */
    boolean set(DeploymentId deployment, @Nullable Instant endsAt, int revision, String by, Instant now) {
        return jdbc.sql("""
                        insert into deployment_lease as lease (deployment_id, ends_at, set_at, set_by, revision)
                        select :deployment, :ends, :now, :by, 1
                         where :revision = 0 or exists (select from deployment_lease where deployment_id = :deployment)
                            on conflict on constraint deployment_lease_pk do update
                               set ends_at = excluded.ends_at, set_at = excluded.set_at, set_by = excluded.set_by,
                                   revision = lease.revision + 1
                             where lease.revision = :revision
                        """)
                        .param("deployment", deployment.value())
                        .param(
                                "ends",
                                endsAt == null ? null : endsAt.atOffset(ZoneOffset.UTC),
                                Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("by", by)
                        .param("revision", revision)
                        .update()
                > 0;
    }

    /** Those that run, or are on their way to, and end by then; the first to end first. */
    List<Ending> endingBy(Instant until) {
        return jdbc.sql("""
                        select l.deployment_id, l.ends_at, l.set_at, d.team_id, d.name
                          from deployment_lease l
                          join deployment d on d.id = l.deployment_id
                         where l.ends_at <= :until and d.presence = 'RUNNING'
                         order by l.ends_at, l.deployment_id
                        """)
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query((row, n) -> new Ending(
                        new DeploymentId(row.getObject("deployment_id", UUID.class)),
                        row.getObject("team_id", UUID.class),
                        row.getString("name"),
                        row.getObject("set_at", OffsetDateTime.class).toInstant(),
                        row.getObject("ends_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private static @Nullable Instant optional(@Nullable OffsetDateTime moment) {
        return moment == null ? null : moment.toInstant();
    }

    /** What was said last of a deployment's end. */
    record Stored(@Nullable Instant endsAt, Instant setAt, String setBy, int revision) {}

    /** One that runs and ends. */
    record Ending(DeploymentId id, UUID team, String name, Instant setAt, Instant endsAt) {}
}
