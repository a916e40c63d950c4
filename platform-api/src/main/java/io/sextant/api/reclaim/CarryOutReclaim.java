package io.sextant.api.reclaim;

import io.sextant.api.audit.AuditEvent;
import io.sextant.api.audit.AuditTrail;
import io.sextant.api.audit.Who;
import io.sextant.api.quota.LendableGpus;
import io.sextant.api.quota.LendableGpus.Ending;
import io.sextant.api.quota.LendableGpus.Lent;
import io.sextant.api.quota.LendableGpus.Owed;
import io.sextant.api.quota.QuotaPool;
import io.sextant.api.quota.StoppableWork.Running;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.TeamId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes the reclaims of a pool further: warns who has to end, spares who need not any more, and lends again in the end. */
@Service
@Transactional
class CarryOutReclaim {
    private final ReclaimRows rows;
    private final LendableGpus lendable;
    private final TellReclaim telling;
    private final ReclaimSettings settings;
    private final AuditTrail audit;
    private final Clock clock;

    CarryOutReclaim(
            ReclaimRows rows,
            LendableGpus lendable,
            TellReclaim telling,
            ReclaimSettings settings,
            AuditTrail audit,
            Clock clock) {
        this.rows = rows;
        this.lendable = lendable;
        this.telling = telling;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    /** Looks at them as they stand now: what had its grace and still has to end. */
    List<Due> look(QuotaPool pool) {
        Instant now = clock.instant();
        List<Reclaim> open = new ArrayList<>();
        for (Reclaim reclaim : rows.lockOpen(pool)) {
            if (now.isBefore(reclaim.endsAt())) {
                open.add(reclaim);
            } else {
                end(reclaim, null);
            }
        }
        Set<UUID> running = ids(lendable.running(pool));
        open.forEach(reclaim -> rows.ended(reclaim.id(), running, now));
        Map<TeamId, Ending> ending = lendable.giveBack(pool, owed(open, running));
        List<Due> due = new ArrayList<>();
        for (Reclaim reclaim : open) {
            Lent lent = lendable.of(reclaim.teamId(), pool);
            if (lent.comingGpus() == 0 && lent.freeGpus() > 0 && !lent.contested()) {
                telling.there(reclaim, Math.min(reclaim.gpus(), lent.freeGpus()));
            }
            Ending own = ending.get(reclaim.teamId());
            if (own != null) {
                due.addAll(due(reclaim, own.works(), running, now));
            }
        }
        return due;
    }

    /** What would end for one more. */
    Ending effect(QuotaPool pool, Owed more, int gpus) {
        List<Reclaim> open = rows.open(pool);
        return lendable.wouldGiveBack(pool, owed(open, ids(lendable.running(pool))), more, gpus);
    }

    /** What nothing that may end has, although it was asked back. */
    int missing(Reclaim reclaim) {
        List<Reclaim> open = rows.open(reclaim.pool());
        Ending ending = lendable.giveBack(reclaim.pool(), owed(open, ids(lendable.running(reclaim.pool()))))
                .get(reclaim.teamId());
        return ending == null ? 0 : ending.missingGpus();
    }

    /** Takes it back, or finds its time over; false where it is over already. */
    boolean end(Reclaim reclaim, @Nullable Actor by) {
        // Before its own row, as who asks for the next one takes them.
        lendable.lendAgain(reclaim.teamId(), reclaim.pool());
        if (!rows.end(reclaim, by, clock.instant())) {
            return false;
        }
        rows.borrowers(reclaim.id()).stream().filter(Borrower::runs).forEach(borrower -> spare(reclaim, borrower));
        audit.record(
                by == null ? Who.platform() : by.who(),
                AuditEvent.of("quota-reclaim." + (by == null ? "end" : "withdraw"), "quota-reclaim", reclaim.id())
                        .inTeam(reclaim.team()));
        return true;
    }

    /** Whether it has to stop even now; from then on it counts as stopped. */
    boolean stops(UUID reclaim, UUID deployment) {
        return rows.stopped(reclaim, deployment, clock.instant());
    }

    private List<Due> due(Reclaim reclaim, List<Running> ending, Set<UUID> running, Instant now) {
        Map<UUID, Borrower> told = rows.borrowers(reclaim.id()).stream()
                .collect(Collectors.toMap(Borrower::deployment, Function.identity()));
        Set<UUID> chosen = ids(ending);
        for (Running work : ending) {
            if (!told.containsKey(work.deployment())) {
                Instant stopsAt = now.plus(settings.grace());
                rows.warn(reclaim.id(), work, now, stopsAt);
                telling.warn(reclaim, work, stopsAt);
            }
        }
        told.values().stream()
                .filter(borrower -> borrower.runs() && running.contains(borrower.deployment()))
                .filter(borrower -> !chosen.contains(borrower.deployment()))
                .forEach(borrower -> spare(reclaim, borrower));
        return ending.stream()
                .filter(work -> {
                    Borrower borrower = told.get(work.deployment());
                    return borrower != null && !now.isBefore(borrower.stopsAt());
                })
                .map(work -> new Due(reclaim.id(), work.deployment(), TellReclaim.why(reclaim)))
                .toList();
    }

    private List<Owed> owed(List<Reclaim> open, Set<UUID> running) {
        return open.stream()
                .map(reclaim -> new Owed(reclaim.teamId(), reclaim.lentGpus() - givenBack(reclaim, running)))
                .toList();
    }

    /** What came back already; who was stopped and started again has given nothing back. */
    private int givenBack(Reclaim reclaim, Set<UUID> running) {
        return rows.borrowers(reclaim.id()).stream()
                .filter(borrower -> !borrower.runs() && !running.contains(borrower.deployment()))
                .mapToInt(Borrower::gpus)
                .sum();
    }

    private void spare(Reclaim reclaim, Borrower borrower) {
        if (rows.spare(reclaim.id(), borrower.deployment())) {
            telling.spare(reclaim, borrower);
        }
    }

    private static Set<UUID> ids(List<Running> works) {
        return works.stream().map(Running::deployment).collect(Collectors.toSet());
    }

    /**
     * A deployment that had its grace and still has to end.
     *
     * @param why for its team
     */
    record Due(UUID reclaim, UUID deployment, String why) {}
}
