package io.sextant.api.reclaim;

import io.sextant.api.quota.QuotaPool;
import io.sextant.api.quota.StoppableWork.Running;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.TeamId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The reclaims and the warnings of borrowers, as they are kept. */
@Repository
class ReclaimRows {
    private static final String SELECT = """
            select r.*, n.slug, n.name
              from quota_reclaim r
              join org_node n on n.id = r.node_id
            """;

    private final JdbcClient jdbc;

    ReclaimRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps a new one; empty where one of the team is open in the pool. */
    Optional<UUID> add(TeamId team, ReclaimWish wish, int lentGpus, Actor actor, Instant now, Instant endsAt) {
        return jdbc.sql("""
                        insert into quota_reclaim (id, node_id, cluster, gpu_product, gpus, lent_gpus, reason, asked_by,
                                                   asked_by_name, asked_at, ends_at, state)
                        values (:id, :node, :cluster, :product, :gpus, :lent, :reason, :by, :byName, :at, :endsAt, 'OPEN')
                            on conflict (node_id, cluster, gpu_product) where state = 'OPEN' do nothing
                        returning id
                        """)
                .param("id", UUID.randomUUID())
                .param("node", team.value())
                .param("cluster", wish.pool().cluster())
                .param("product", wish.pool().gpuProduct())
                .param("gpus", wish.gpus())
                .param("lent", lentGpus)
                .param("reason", wish.reason())
                .param("by", actor.id().value())
                .param("byName", actor.displayName())
                .param("at", utc(now))
                .param("endsAt", utc(endsAt))
                .query(UUID.class)
                .optional();
    }

    Optional<Reclaim> find(UUID id) {
        return jdbc.sql(SELECT + "where r.id = :id")
                .param("id", id)
                .query((row, _) -> reclaim(row))
                .optional();
    }

    /** The open ones of a pool, who asked first first. */
    List<Reclaim> open(QuotaPool pool) {
        return open(pool, "");
    }

    /** The same, which nobody else ends until the transaction has ended. */
    List<Reclaim> lockOpen(QuotaPool pool) {
        return open(pool, " for no key update of r");
    }

    private List<Reclaim> open(QuotaPool pool, String lock) {
        return jdbc.sql(SELECT + """
                         where r.state = 'OPEN' and r.cluster = :cluster and r.gpu_product = :product
                         order by r.asked_at, r.id
                        """ + lock)
                .param("cluster", pool.cluster())
                .param("product", pool.gpuProduct())
                .query((row, _) -> reclaim(row))
                .list();
    }

    /** The open ones whose time is over. */
    List<Reclaim> over(Instant now) {
        return jdbc.sql(SELECT + "where r.state = 'OPEN' and r.ends_at <= :now order by r.asked_at, r.id")
                .param("now", utc(now))
                .query((row, _) -> reclaim(row))
                .list();
    }

    List<QuotaPool> poolsWithOpen() {
        return jdbc.sql("""
                        select distinct cluster, gpu_product from quota_reclaim where state = 'OPEN' order by cluster, gpu_product
                        """)
                .query((row, _) -> new QuotaPool(row.getString("cluster"), row.getString("gpu_product")))
                .list();
    }

    /** Every one: open ones first, then newest first. */
    List<Reclaim> all() {
        return jdbc.sql(SELECT + "order by (r.state <> 'OPEN'), r.asked_at desc, r.id desc")
                .query((row, _) -> reclaim(row))
                .list();
    }

    /**
     * Ends an open one; false where it was ended meanwhile.
     *
     * @param by who withdrew it; absent where its time is over
     */
    boolean end(Reclaim reclaim, @Nullable Actor by, Instant now) {
        return jdbc.sql("""
                        update quota_reclaim
                           set state = :state, ended_at = :at, ended_by_name = :by, revision = revision + 1
                         where id = :id and state = 'OPEN' and revision = :revision
                        """)
                        .param("state", (by == null ? Reclaim.State.ENDED : Reclaim.State.WITHDRAWN).name())
                        .param("at", utc(now))
                        .param("by", by == null ? null : by.displayName())
                        .param("id", reclaim.id())
                        .param("revision", reclaim.revision())
                        .update()
                > 0;
    }

    /** Those who were told of it, by when they stop. */
    List<Borrower> borrowers(UUID reclaim) {
        return jdbc.sql("""
                        select w.deployment_id, w.name, w.team_id, n.name as team, w.gpus, w.stops_at, w.stopped_at
                          from quota_reclaim_warning w
                          join org_node n on n.id = w.team_id
                         where w.reclaim_id = :reclaim
                         order by w.stops_at, w.name, w.deployment_id
                        """)
                .param("reclaim", reclaim)
                .query((row, _) -> borrower(row))
                .list();
    }

    /** When a deployment is to be stopped for a reclaim that is open. */
    Optional<Instant> stopOf(UUID deployment) {
        return jdbc.sql("""
                        select stops_at
                          from quota_reclaim_warning
                         where deployment_id = :deployment and stopped_at is null
                         order by stops_at
                         limit 1
                        """)
                .param("deployment", deployment)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    void warn(UUID reclaim, Running borrower, Instant now, Instant stopsAt) {
        jdbc.sql("""
                        insert into quota_reclaim_warning (reclaim_id, deployment_id, team_id, name, gpus, warned_at, stops_at)
                        values (:reclaim, :deployment, :team, :name, :gpus, :now, :stopsAt)
                        """)
                .param("reclaim", reclaim)
                .param("deployment", borrower.deployment())
                .param("team", borrower.team().value())
                .param("name", borrower.name())
                .param("gpus", borrower.gpus())
                .param("now", utc(now))
                .param("stopsAt", utc(stopsAt))
                .update();
    }

    /** Takes a warning back; false where it was stopped meanwhile. */
    boolean spare(UUID reclaim, UUID deployment) {
        return jdbc.sql("""
                        delete from quota_reclaim_warning
                         where reclaim_id = :reclaim and deployment_id = :deployment and stopped_at is null
                        """)
                        .param("reclaim", reclaim)
                        .param("deployment", deployment)
                        .update()
                > 0;
    }

    /** Stops one whose grace is over; false where it was called off. */
    boolean stopped(UUID reclaim, UUID deployment, Instant now) {
        return jdbc.sql("""
                        update quota_reclaim_warning w
                           set stopped_at = :now
                          from quota_reclaim r
                         where r.id = w.reclaim_id and r.state = 'OPEN'
                           and w.reclaim_id = :reclaim and w.deployment_id = :deployment and w.stops_at <= :now
                        """)
                        .param("reclaim", reclaim)
                        .param("deployment", deployment)
                        .param("now", utc(now))
                        .update()
                > 0;
    }

    /** Notes who of those that were told runs no more, by whomever it was stopped, and who runs again. */
    void note(UUID reclaim, Set<UUID> running, Instant now) {
        for (Borrower borrower : borrowers(reclaim)) {
            boolean runs = running.contains(borrower.deployment());
            if (runs != borrower.runs()) {
                jdbc.sql("""
                                update quota_reclaim_warning
                                   set stopped_at = :stopped
                                 where reclaim_id = :reclaim and deployment_id = :deployment
                                """)
                        .param("stopped", runs ? null : utc(now))
                        .param("reclaim", reclaim)
                        .param("deployment", borrower.deployment())
                        .update();
            }
        }
    }

    private static Borrower borrower(ResultSet row) throws SQLException {
        return new Borrower(
                row.getObject("deployment_id", UUID.class),
                row.getString("name"),
                new TeamId(row.getObject("team_id", UUID.class)),
                row.getString("team"),
                row.getInt("gpus"),
                row.getObject("stops_at", OffsetDateTime.class).toInstant(),
                instant(row, "stopped_at"));
    }

    private static Reclaim reclaim(ResultSet row) throws SQLException {
        return new Reclaim(
                row.getObject("id", UUID.class),
                new TeamId(row.getObject("node_id", UUID.class)),
                row.getString("slug"),
                row.getString("name"),
                new QuotaPool(row.getString("cluster"), row.getString("gpu_product")),
                row.getInt("gpus"),
                row.getInt("lent_gpus"),
                row.getString("reason"),
                row.getString("asked_by_name"),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                row.getObject("ends_at", OffsetDateTime.class).toInstant(),
                Reclaim.State.valueOf(row.getString("state")),
                instant(row, "ended_at"),
                row.getString("ended_by_name"),
                row.getInt("revision"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
