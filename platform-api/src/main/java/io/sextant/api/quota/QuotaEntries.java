package io.sextant.api.quota;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The entries of the ledger: each once for its holder, revision and kind. */
@Repository
class QuotaEntries {
    enum Kind {
        HOLD,
        RESERVE,
        RELEASE
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    QuotaEntries(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** GPUs that a holder took at a revision and has not given back. */
    record Hold(UUID team, QuotaPool pool, long revision, int gpus, QuotaClass quotaClass) {
        int productionGpus() {
            return quotaClass.production(gpus);
        }
    }

    /** Notes a hold; false where it was noted before, or where the team has no balance in the pool. */
    boolean hold(UUID holder, Hold hold) {
        return jdbc.sql("""
                        insert into quota_entry
                               (holder, revision, kind, team_id, cluster, gpu_product, gpus, quota_class, at)
                        select :holder, :revision, 'HOLD', node_id, cluster, gpu_product, :gpus, :class, :at
                          from quota_balance
                         where node_id = :team and cluster = :cluster and gpu_product = :product
                            on conflict on constraint quota_entry_once do nothing
                        """)
                        .param("holder", holder)
                        .param("revision", hold.revision())
                        .param("gpus", hold.gpus())
                        .param("class", hold.quotaClass().name())
                        .param("at", now())
                        .param("team", hold.team())
                        .param("cluster", hold.pool().cluster())
                        .param("product", hold.pool().gpuProduct())
                        .update()
                > 0;
    }

    boolean isBooked(UUID holder, long revision, Kind kind) {
        return jdbc.sql("""
                        select count(*) > 0 from quota_entry
                         where holder = :holder and revision = :revision and kind = :kind
                        """)
                .param("holder", holder)
                .param("revision", revision)
                .param("kind", kind.name())
                .query(Boolean.class)
                .single();
    }

    /** Notes what becomes of a hold, and tells the hold; empty if there is none or this was noted before. */
    Optional<Hold> follow(UUID holder, long revision, Kind kind) {
        return jdbc.sql("""
                        insert into quota_entry
                               (holder, revision, kind, team_id, cluster, gpu_product, gpus, quota_class, at)
                        select holder, revision, :kind, team_id, cluster, gpu_product, gpus, quota_class, :at
                          from quota_entry
                         where holder = :holder and revision = :revision and kind = 'HOLD'
                            on conflict on constraint quota_entry_once do nothing
                        returning team_id, cluster, gpu_product, revision, gpus, quota_class
                        """)
                .param("kind", kind.name())
                .param("at", now())
                .param("holder", holder)
                .param("revision", revision)
                .query((row, _) -> hold(row))
                .optional();
    }

    /** What a holder has taken and not given back, oldest first; nobody else settles it until the transaction ends. */
    List<Hold> lockedOpen(UUID holder) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:holder, 0))")
                .param("holder", "quota holder " + holder)
                .query(row -> {});
        return jdbc.sql("""
                        select h.team_id, h.cluster, h.gpu_product, h.revision, h.gpus, h.quota_class
                          from quota_entry h
                         where h.holder = :holder and h.kind = 'HOLD'
                           and not exists (select 1 from quota_entry r
                                            where r.holder = h.holder and r.revision = h.revision and r.kind = 'RELEASE')
                         order by h.revision
                        """)
                .param("holder", holder)
                .query((row, _) -> hold(row))
                .list();
    }

    /** What each team has taken and not given back, by pool. */
    Map<QuotaReconciliation.Place, Integer> openGpus() {
        return jdbc
                .sql("""
                        select team_id, cluster, gpu_product,
                               sum(case kind when 'HOLD' then gpus when 'RELEASE' then -gpus else 0 end) as gpus
                          from quota_entry
                         group by team_id, cluster, gpu_product
                        """)
                .query((row, _) -> Map.entry(
                        new QuotaReconciliation.Place(
                                row.getObject("team_id", UUID.class),
                                new QuotaPool(row.getString("cluster"), row.getString("gpu_product"))),
                        row.getInt("gpus")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Hold hold(ResultSet row) throws SQLException {
        return new Hold(
                row.getObject("team_id", UUID.class),
                new QuotaPool(row.getString("cluster"), row.getString("gpu_product")),
                row.getLong("revision"),
                row.getInt("gpus"),
                QuotaClass.valueOf(row.getString("quota_class")));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
