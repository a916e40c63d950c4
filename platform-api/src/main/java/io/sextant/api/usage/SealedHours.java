package io.sextant.api.usage;

import io.sextant.api.tenancy.TeamId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Until when hours are sealed, and what came late for them. */
@Repository
class SealedHours {
    // Any number that nothing else in this database locks by.
    private static final long LOCK = 5_362_901_774L;

    private final JdbcClient jdbc;

    SealedHours(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps hours from being sealed until the caller's transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    void keepOpen() {
        lock("select 1 from (select pg_advisory_xact_lock_shared(:lock)) locked");
    }

    /** Waits for everybody who keeps hours open, and keeps them waiting until the caller's transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    void takeOver() {
        lock("select 1 from (select pg_advisory_xact_lock(:lock)) locked");
    }

    /** The first hour that is still open; empty before any was sealed. */
    Optional<Instant> until() {
        return jdbc.sql("select sealed_until from metering_seal")
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    void seal(Instant until) {
        jdbc.sql("""
                        insert into metering_seal (sealed_until) values (:until)
                        on conflict on constraint metering_seal_pk do update set sealed_until = excluded.sealed_until
                        """).param("until", utc(until)).update();
    }

    /** Remembers that a team's sealed hours on a cluster are other than they were charged. */
    void noteLate(TeamId team, String cluster, Instant since) {
        jdbc.sql("""
                        insert into late_use as known (team_id, cluster, since) values (:team, :cluster, :since)
                        on conflict on constraint late_use_pk do update set since = least(known.since, excluded.since)
                        """)
                .param("team", team.value())
                .param("cluster", cluster)
                .param("since", utc(since))
                .update();
    }

    /** What was noted, at most one; it is forgotten with the caller's transaction. */
    Optional<Late> takeLate() {
        List<Late> taken = jdbc.sql("""
                        delete from late_use
                         where (team_id, cluster) in (select team_id, cluster from late_use order by since limit 1)
                        returning team_id, cluster, since
                        """)
                .query((row, n) -> new Late(
                        new TeamId(row.getObject("team_id", UUID.class)),
                        row.getString("cluster"),
                        row.getObject("since", OffsetDateTime.class).toInstant()))
                .list();
        return taken.stream().findFirst();
    }

    private void lock(String sql) {
        jdbc.sql(sql).param("lock", LOCK).query(Integer.class).single();
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    record Late(TeamId team, String cluster, Instant since) {}
}
