package io.sextant.api.reclaim;

import io.sextant.api.audit.AuditEvent;
import io.sextant.api.audit.AuditTrail;
import io.sextant.api.audit.Who;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.quota.GiveBack;
import io.sextant.api.quota.LendableGpus;
import io.sextant.api.quota.StoppableWork.Running;
import io.sextant.api.tenancy.Actor;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes one reclaim further: warns who has to end, spares who need not any more, and lends again when its time is over. */
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

    /** Looks at it as it stands now. */
    Due look(UUID id) {
        Optional<Reclaim> open = rows.lockOpen(id);
        if (open.isEmpty()) {
            return new Due("", List.of());
        }
        Reclaim reclaim = open.get();
        Instant now = clock.instant();
        if (!now.isBefore(reclaim.endsAt()) && !isInUse(reclaim)) {
            end(reclaim, null, now);
            return new Due("", List.of());
        }
        return new Due(TellReclaim.why(reclaim), due(reclaim, now));
    }

    /**
     * Takes it back; false where it is over.
     *
     * @throws PlatformProblem.Conflict where its owner holds what others have not given back yet
     */
    boolean withdraw(Reclaim reclaim, Actor actor) {
        return end(reclaim, actor, clock.instant());
    }

    /** It ran when its grace was over, and was stopped. */
    void stopped(UUID reclaim, Running work) {
        rows.stopped(reclaim, work.deployment(), clock.instant());
    }

    private boolean end(Reclaim reclaim, @Nullable Actor by, Instant now) {
        if (!rows.end(reclaim, by, now)) {
            return false;
        }
        lendable.lendAgain(reclaim.teamId(), reclaim.pool());
        // Whoever takes GPUs has ended by now, or waits.
        if (isInUse(reclaim)) {
            throw new PlatformProblem.Conflict(
                    "reclaim-in-use",
                    "They are in use already",
                    "%s holds GPUs that it asked back and that others have not given back yet."
                            .formatted(reclaim.teamName()),
                    "Stop what holds them first, or let those who borrowed end.",
                    Map.of("node", reclaim.teamName()));
        }
        rows.borrowers(reclaim.id()).stream().filter(Borrower::runs).forEach(borrower -> spare(reclaim, borrower));
        audit.record(
                by == null ? Who.platform() : by.who(),
                AuditEvent.of("quota-reclaim." + (by == null ? "end" : "withdraw"), "quota-reclaim", reclaim.id())
                        .inTeam(reclaim.team()));
        return true;
    }

    private List<Running> due(Reclaim reclaim, Instant now) {
        GiveBack back = lendable.giveBack(reclaim.teamId(), reclaim.pool());
        Map<UUID, Borrower> told = told(reclaim);
        if (back.isThere()) {
            telling.there(reclaim);
        }
        List<Running> ending = ending(back, reclaim, told);
        for (Running work : ending) {
            if (!told.containsKey(work.deployment())) {
                Instant stopsAt = now.plus(settings.grace());
                rows.warn(reclaim.id(), work, now, stopsAt);
                telling.warn(reclaim, work, stopsAt);
            }
        }
        Set<UUID> chosen = ids(ending);
        told.values().stream()
                .filter(Borrower::runs)
                .filter(borrower -> !chosen.contains(borrower.deployment()))
                .forEach(borrower -> spare(reclaim, borrower));
        return ending.stream()
                .filter(work -> Optional.ofNullable(told.get(work.deployment()))
                        .filter(borrower -> !now.isBefore(borrower.stopsAt()))
                        .isPresent())
                .toList();
    }

    /** Whether its owner holds what others have not given back yet. */
    private boolean isInUse(Reclaim reclaim) {
        GiveBack asIfLentAgain = lendable.giveBack(reclaim.teamId(), reclaim.pool(), 0);
        return !ending(asIfLentAgain, reclaim, told(reclaim)).isEmpty();
    }

    private static List<Running> ending(GiveBack back, Reclaim reclaim, Map<UUID, Borrower> told) {
        return back.toEnd(reclaim.lentGpus() - givenBack(back, told));
    }

    private Map<UUID, Borrower> told(Reclaim reclaim) {
        return rows.borrowers(reclaim.id()).stream()
                .collect(Collectors.toMap(Borrower::deployment, Function.identity()));
    }

    /** What came back already; who was stopped and started again has given nothing back. */
    private static int givenBack(GiveBack back, Map<UUID, Borrower> told) {
        Set<UUID> running = ids(back.running());
        return told.values().stream()
                .filter(borrower -> !borrower.runs() && !running.contains(borrower.deployment()))
                .mapToInt(Borrower::gpus)
                .sum();
    }

    private void spare(Reclaim reclaim, Borrower borrower) {
        rows.spare(reclaim.id(), borrower.deployment());
        telling.spare(reclaim, borrower);
    }

    private static Set<UUID> ids(List<Running> works) {
        return works.stream().map(Running::deployment).collect(Collectors.toSet());
    }

    /**
     * What had its grace and still has to end.
     *
     * @param why for their teams
     */
    record Due(String why, List<Running> works) {
        Due {
            works = List.copyOf(works);
        }
    }
}
