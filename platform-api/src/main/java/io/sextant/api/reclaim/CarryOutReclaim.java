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
        List<Reclaim> open = rows.lockOpen(pool);
        Set<UUID> running = ids(lendable.running(pool));
        open.forEach(reclaim -> rows.note(reclaim.id(), running, now));
        Map<UUID, Instant> warned = warned(open);
        Map<TeamId, Ending> endings = lendable.giveBack(pool, owed(open), warned.keySet());
        Set<UUID> ending = endings.values().stream()
                .flatMap(one -> one.works().stream())
                .map(Running::deployment)
                .collect(Collectors.toSet());
        List<Due> due = new ArrayList<>();
        for (Reclaim reclaim : open) {
            Ending own = endings.getOrDefault(reclaim.teamId(), Ending.NOTHING);
            tellWhatIsThere(reclaim, own);
            due.addAll(due(reclaim, own.works(), ending, warned, now));
        }
        return due;
    }

    /** What would end for one more. */
    Ending effect(QuotaPool pool, Owed more, int gpus) {
        List<Reclaim> open = rows.open(pool);
        return lendable.wouldGiveBack(pool, owed(open), warned(open).keySet(), more, gpus);
    }

    /** What nothing that may end has, although it was asked back. */
    int missing(Reclaim reclaim) {
        List<Reclaim> open = rows.open(reclaim.pool());
        return lendable.giveBack(reclaim.pool(), owed(open), warned(open).keySet())
                .getOrDefault(reclaim.teamId(), Ending.NOTHING)
                .missingGpus();
    }

    /**
     * Lends again what its owner does not hold; false where it is over already.
     *
     * @param by who takes it back; absent where its time is over
     */
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
    boolean stops(QuotaPool pool, UUID reclaim, UUID deployment) {
        // First, as who asks or withdraws does, before rows of warnings and of balances.
        lendable.lock(pool);
        return rows.stopped(reclaim, deployment, clock.instant());
    }

    private void tellWhatIsThere(Reclaim reclaim, Ending own) {
        Lent lent = lendable.of(reclaim.teamId(), reclaim.pool());
        int free = Math.min(lent.freeGpus(), lent.reachableGpus());
        if (free > 0 && own.works().isEmpty() && lent.comingGpus() <= own.missingGpus()) {
            telling.there(reclaim, free);
        }
    }

    private List<Due> due(
            Reclaim reclaim, List<Running> own, Set<UUID> ending, Map<UUID, Instant> warned, Instant now) {
        Map<UUID, Borrower> told = rows.borrowers(reclaim.id()).stream()
                .collect(Collectors.toMap(Borrower::deployment, Function.identity()));
        Set<UUID> chosen = ids(own);
        List<Due> due = new ArrayList<>();
        for (Running work : own) {
            Instant stopsAt = warned.get(work.deployment());
            if (stopsAt == null) {
                stopsAt = now.plus(settings.grace());
                telling.warn(reclaim, work, stopsAt);
            }
            if (!told.containsKey(work.deployment())) {
                rows.warn(reclaim.id(), work, now, stopsAt);
            }
            if (!now.isBefore(stopsAt)) {
                due.add(new Due(reclaim.pool(), reclaim.id(), work.deployment(), TellReclaim.why(reclaim)));
            }
        }
        told.values().stream()
                .filter(borrower -> borrower.runs() && !chosen.contains(borrower.deployment()))
                .filter(borrower -> rows.spare(reclaim.id(), borrower.deployment()))
                // Another reclaim may end it all the same.
                .filter(borrower -> !ending.contains(borrower.deployment()))
                .forEach(borrower -> telling.spare(reclaim, borrower));
        return due;
    }

    /** When what runs and was told to end does so. */
    private Map<UUID, Instant> warned(List<Reclaim> open) {
        return open.stream()
                .flatMap(reclaim -> rows.borrowers(reclaim.id()).stream())
                .filter(Borrower::runs)
                .collect(Collectors.toMap(Borrower::deployment, Borrower::stopsAt, (one, other) -> one));
    }

    /** What came back is credited to who asked first, whomever it was taken for. */
    private List<Owed> owed(List<Reclaim> open) {
        int back = open.stream()
                .flatMap(reclaim -> rows.borrowers(reclaim.id()).stream())
                .filter(borrower -> !borrower.runs())
                .mapToInt(Borrower::gpus)
                .sum();
        List<Owed> owed = new ArrayList<>();
        for (Reclaim reclaim : open) {
            int credited = Math.min(back, reclaim.lentGpus());
            back -= credited;
            owed.add(new Owed(reclaim.teamId(), reclaim.lentGpus() - credited));
        }
        return owed;
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
    record Due(QuotaPool pool, UUID reclaim, UUID deployment, String why) {}
}
