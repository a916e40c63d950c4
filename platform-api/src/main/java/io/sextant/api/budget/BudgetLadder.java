package io.sextant.api.budget;

import io.sextant.api.notification.NoticeKind;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.quota.StoppableWork;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Keeps hard budgets by steps: new requests are refused, borrowed GPUs given back, development stopped, and production only by
 * somebody's decision.
 *
 * <p>Where a budget stands follows from its numbers alone, so a raise leads down again; what was stopped is started again by its
 * owners.
 */
@Service
public class BudgetLadder {
    private static final int LONGEST_REASON = 200;

    private final RungStore rungs;
    private final PlaceBudget placing;
    private final BudgetWork work;
    private final LadderSettings settings;

    BudgetLadder(RungStore rungs, PlaceBudget placing, BudgetWork work, LadderSettings settings) {
        this.rungs = rungs;
        this.placing = placing;
        this.work = work;
        this.settings = settings;
    }

    /** Where a budget stands; the caller has checked who may see it. */
    public Ladder of(BudgetStanding standing) {
        return Ladder.of(standing, rungs.of(standing), settings);
    }

    /**
     * Stops production too, which nobody but a person does.
     *
     * @throws PlatformProblem.Conflict where the budget is not used up
     */
    public void stopProduction(UUID id, @Nullable String reason, Actor actor) {
        actor.requireEverywhere(Permission.ADMINISTER);
        if (reason == null || reason.isBlank() || reason.strip().length() > LONGEST_REASON) {
            throw new PlatformProblem.Invalid("/reason", "missing", "Give a reason of 200 characters at most.");
        }
        BudgetStanding standing =
                placing.productionStopped(id, reason.strip(), actor).standing();
        work.stop(
                work.all(standing.budget().nodeId()),
                new StoppableWork.Why(
                        NoticeKind.BUDGET_STEP,
                        "%s %s decided that production stops: %s"
                                .formatted(TellLadder.charged(standing), actor.displayName(), reason.strip()),
                        TellLadder.key(standing)));
    }
}
