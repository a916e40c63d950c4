package io.sextant.api.budget;

import io.sextant.api.audit.AuditEvent;
import io.sextant.api.audit.AuditTrail;
import io.sextant.api.audit.Who;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.quota.StoppableWork;
import io.sextant.api.tenancy.Actor;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Puts a budget on the step of its ladder that its numbers say, or that somebody decides.
 *
 * <p>The budget stays locked until that is recorded, so that a decision and the platform's own look do not cross.
 */
@Service
@Transactional
class PlaceBudget {
    private final BudgetStore store;
    private final BudgetStandings standings;
    private final RungStore rungs;
    private final BudgetWork work;
    private final TellLadder telling;
    private final LadderSettings settings;
    private final AuditTrail audit;
    private final Clock clock;

    PlaceBudget(
            BudgetStore store,
            BudgetStandings standings,
            RungStore rungs,
            BudgetWork work,
            TellLadder telling,
            LadderSettings settings,
            AuditTrail audit,
            Clock clock) {
        this.store = store;
        this.standings = standings;
        this.rungs = rungs;
        this.work = work;
        this.telling = telling;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    /** Where it stands, once it was put there. */
    Placed byNumbers(UUID id) {
        Instant now = clock.instant();
        BudgetStanding standing = locked(id, now);
        LadderStep before = ladder(standing).step();
        LadderStep step = byNumbers(standing, before);
        if (step == before) {
            return new Placed(standing, ladder(standing));
        }
        Placed placed = record(standing, before, new Taken(step, step.meaning(), Who.platform(), null), now);
        if (step.includes(before)) {
            warn(placed);
        }
        return placed;
    }

    /**
     * Production may not run any more.
     *
     * @throws PlatformProblem.Conflict where the budget is not used up
     */
    Placed productionStopped(UUID id, String reason, Actor actor) {
        Instant now = clock.instant();
        BudgetStanding standing = locked(id, now);
        LadderStep before = ladder(standing).step();
        LadderStep step = byNumbers(standing, before);
        if (!step.includes(LadderStep.STOP_DEVELOPMENT)) {
            Budget budget = standing.budget();
            throw new PlatformProblem.Conflict(
                    "budget-not-used-up",
                    "Production is not stopped for this budget",
                    "The budget of %s stands at: %s.".formatted(budget.nodeName(), step.label()),
                    "Production can be stopped for a hard budget that is used up; this one is not.",
                    Map.of("node", budget.node(), "step", step.name()));
        }
        return record(
                standing,
                before,
                new Taken(LadderStep.PRODUCTION_STOPPED, reason, actor.who(), actor.displayName()),
                now);
    }

    private BudgetStanding locked(UUID id, Instant now) {
        store.lock(id);
        return store.find(id, now)
                .map(budget -> standings.of(budget, now))
                .orElseThrow(() -> new PlatformProblem.NotFound(
                        "budget", id.toString(), "The list of budgets has those you may see."));
    }

    private LadderStep byNumbers(BudgetStanding standing, LadderStep before) {
        UUID node = standing.budget().nodeId();
        return LadderStep.of(
                standing, settings, before, () -> work.development(node).isEmpty());
    }

    private Ladder ladder(BudgetStanding standing) {
        return Ladder.of(standing, rungs.of(standing), settings);
    }

    private Placed record(BudgetStanding standing, LadderStep before, Taken taken, Instant now) {
        rungs.add(standing, taken.step(), taken.reason(), taken.decidedBy(), now);
        audit.record(
                taken.who(),
                AuditEvent.of("budget.ladder", "budget", standing.budget().id())
                        .from(new Audited(standing.budget().node(), before, null, null))
                        .to(new Audited(
                                standing.budget().node(),
                                taken.step(),
                                standing.accrued(),
                                standing.budget().limit()))
                        .because(taken.reason()));
        Placed placed = new Placed(standing, ladder(standing));
        telling.step(placed, taken.reason(), now);
        return placed;
    }

    private void warn(Placed placed) {
        Instant actsAt = placed.ladder().actsAt();
        if (actsAt != null && settings.grace().isPositive()) {
            telling.warn(placed, ending(placed), actsAt);
        }
    }

    private List<StoppableWork.Running> ending(Placed placed) {
        UUID node = placed.standing().budget().nodeId();
        return placed.ladder().step() == LadderStep.DROP_BURST ? work.borrowing(node) : work.development(node);
    }

    /** A budget and where it stands now. */
    record Placed(BudgetStanding standing, Ladder ladder) {}

    /** A step that is taken, why and by whom. */
    private record Taken(
            LadderStep step,
            String reason,
            Who who,
            @Nullable String decidedBy) {}

    private record Audited(
            String node,
            LadderStep step,
            @Nullable BigDecimal accrued,
            @Nullable BigDecimal limit) {}
}
