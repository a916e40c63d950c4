package io.sextant.api.quota;

import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Team;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Books GPUs on a team's balance, in the transaction that changes what holds them.
 *
 * <p>Every booking is unique by holder, revision and kind, so doing it twice does it once.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class QuotaLedger {
    private enum Kind {
        HOLD,
        RESERVE,
        RELEASE
    }

    private final JdbcClient jdbc;
    private final Quotas quotas;
    private final Clock clock;

    QuotaLedger(JdbcClient jdbc, Quotas quotas, Clock clock) {
        this.jdbc = jdbc;
        this.quotas = quotas;
        this.clock = clock;
    }

    /** Takes GPUs for a holder, or throws {@link PlatformProblem.QuotaExceeded} and takes none. */
    public void hold(Team team, QuotaPool pool, UUID holder, long revision, int gpus) {
        if (isBooked(holder, revision, Kind.HOLD)) {
            return;
        }
        int granted = jdbc.sql("""
                        update team_quota
                           set used_gpus = used_gpus + :gpus
                         where team_id = :team and cluster = :cluster and gpu_product = :product
                           and used_gpus + :gpus <= limit_gpus
                        """)
                .param("gpus", gpus)
                .param("team", team.id().value())
                .param("cluster", pool.cluster())
                .param("product", pool.gpuProduct())
                .update();
        if (granted == 0) {
            throw exceeded(team, pool, gpus);
        }
        jdbc.sql("""
                        insert into quota_entry (holder, revision, kind, team_id, cluster, gpu_product, gpus, at)
                        values (:holder, :revision, 'HOLD', :team, :cluster, :product, :gpus, :at)
                        """)
                .param("holder", holder)
                .param("revision", revision)
                .param("team", team.id().value())
                .param("cluster", pool.cluster())
                .param("product", pool.gpuProduct())
                .param("gpus", gpus)
                .param("at", now())
                .update();
    }

    /** Turns a hold into a reservation, once approved. */
    public void reserve(UUID holder, long revision) {
        if (!follow(holder, revision, Kind.RESERVE) && !isBooked(holder, revision, Kind.RESERVE)) {
            throw new IllegalStateException("nothing is held by " + holder + " at revision " + revision);
        }
    }

    /** Gives back what the holder took at that revision; a second time does nothing. */
    public void release(UUID holder, long revision) {
        if (!follow(holder, revision, Kind.RELEASE)) {
            return;
        }
        jdbc.sql("""
                        update team_quota q
                           set used_gpus   = q.used_gpus - e.gpus,
                               excess_gpus = greatest(0, q.used_gpus - e.gpus - q.limit_gpus)
                          from quota_entry e
                         where e.holder = :holder and e.revision = :revision and e.kind = 'HOLD'
                           and q.team_id = e.team_id and q.cluster = e.cluster and q.gpu_product = e.gpu_product
                        """).param("holder", holder).param("revision", revision).update();
    }

    /**
     * Leaves a holder with so many GPUs, booked under this revision, and gives back what it holds above them.
     *
     * <p>Nothing is asked of the quota: the holder has them already, even above a limit that was lowered since.
     */
    public void settle(UUID holder, long revision, int gpus) {
        List<OpenHold> open = open(holder);
        int held = open.stream().mapToInt(OpenHold::gpus).sum();
        if (gpus > held) {
            throw new IllegalStateException(holder + " holds " + held + " GPUs, not " + gpus);
        }
        if (gpus == held) {
            return;
        }
        if (gpus > 0) {
            carryOver(holder, open.getLast().revision(), revision, gpus);
        }
        open.forEach(hold -> release(holder, hold.revision()));
    }

    /** Books GPUs under a new revision that the holder has under an older one, which is released next. */
    private void carryOver(UUID holder, long from, long to, int gpus) {
        jdbc.sql("""
                        insert into quota_entry (holder, revision, kind, team_id, cluster, gpu_product, gpus, at)
                        select holder, :to, k.kind, team_id, cluster, gpu_product, :gpus, :at
                          from quota_entry, (values ('HOLD'), ('RESERVE')) as k (kind)
                         where holder = :holder and revision = :from and quota_entry.kind = 'HOLD'
                        """)
                .param("to", to)
                .param("gpus", gpus)
                .param("at", now())
                .param("holder", holder)
                .param("from", from)
                .update();
        jdbc.sql("""
                        update team_quota q
                           set used_gpus   = q.used_gpus + :gpus,
                               excess_gpus = greatest(0, q.used_gpus + :gpus - q.limit_gpus)
                          from quota_entry e
                         where e.holder = :holder and e.revision = :to and e.kind = 'HOLD'
                           and q.team_id = e.team_id and q.cluster = e.cluster and q.gpu_product = e.gpu_product
                        """)
                .param("gpus", gpus)
                .param("holder", holder)
                .param("to", to)
                .update();
    }

    private List<OpenHold> open(UUID holder) {
        return jdbc.sql("""
                        select h.revision, h.gpus
                          from quota_entry h
                         where h.holder = :holder and h.kind = 'HOLD'
                           and not exists (select 1 from quota_entry r
                                            where r.holder = h.holder and r.revision = h.revision and r.kind = 'RELEASE')
                         order by h.revision
                        """)
                .param("holder", holder)
                .query((row, n) -> new OpenHold(row.getLong("revision"), row.getInt("gpus")))
                .list();
    }

    private boolean isBooked(UUID holder, long revision, Kind kind) {
        return jdbc.sql(
                                "select count(*) from quota_entry where holder = :holder and revision = :revision and kind = :kind")
                        .param("holder", holder)
                        .param("revision", revision)
                        .param("kind", kind.name())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Books an entry with the pool and GPUs of the hold it follows; false if there is no hold or it is booked already. */
    private boolean follow(UUID holder, long revision, Kind kind) {
        return jdbc.sql("""
                        insert into quota_entry (holder, revision, kind, team_id, cluster, gpu_product, gpus, at)
                        select holder, revision, :kind, team_id, cluster, gpu_product, gpus, :at
                          from quota_entry
                         where holder = :holder and revision = :revision and kind = 'HOLD'
                        on conflict on constraint quota_entry_once do nothing
                        """)
                        .param("kind", kind.name())
                        .param("at", now())
                        .param("holder", holder)
                        .param("revision", revision)
                        .update()
                > 0;
    }

    private PlatformProblem exceeded(Team team, QuotaPool pool, int askedGpus) {
        PoolBalance balance = quotas.balance(team.id(), pool);
        return new PlatformProblem.QuotaExceeded(
                team.name(),
                pool.toString(),
                balance.limitGpus(),
                balance.usedGpus(),
                askedGpus,
                "Retire a deployment on " + pool.gpuProduct()
                        + ", choose a plan with fewer GPUs or another GPU product, "
                        + "or ask a platform administrator to raise the quota.");
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private record OpenHold(long revision, int gpus) {}
}
