package io.sextant.api.budget;

import io.sextant.api.budget.PlaceBudget.Placed;
import io.sextant.api.jobs.RecurringJob;
import io.sextant.api.notification.NoticeKind;
import io.sextant.api.quota.StoppableWork;
import io.sextant.api.quota.StoppableWork.Running;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts budgets on their steps every few minutes, and stops what these ask for once the warning is old enough. */
@Configuration(proxyBeanMethods = false)
class ClimbLadders {
    private static final Logger LOG = LoggerFactory.getLogger(ClimbLadders.class);
    private static final Duration PAUSE = Duration.ofMinutes(5);

    private final BudgetStore store;
    private final PlaceBudget placing;
    private final BudgetWork work;
    private final LadderSettings settings;
    private final Clock clock;

    ClimbLadders(BudgetStore store, PlaceBudget placing, BudgetWork work, LadderSettings settings, Clock clock) {
        this.store = store;
        this.placing = placing;
        this.work = work;
        this.settings = settings;
        this.clock = clock;
    }

    @Bean
    RecurringJob climbingLadders() {
        return new RecurringJob("climb-budget-ladders", PAUSE, this::climb);
    }

    void climb() {
        for (Budget budget : store.all(clock.instant())) {
            try {
                Placed placed = placing.byNumbers(budget.id());
                work.stop(ending(placed), why(placed));
            } catch (RuntimeException e) {
                // The others are looked at nevertheless; this one is tried again with the next look.
                LOG.error("Budget could not be put on its step: budget={}", budget.id(), e);
            }
        }
    }

    private List<Running> ending(Placed placed) {
        UUID node = placed.standing().budget().nodeId();
        // What somebody starts again before its GPUs were given back asks no gate, so it is stopped again.
        if (placed.ladder().step() == LadderStep.PRODUCTION_STOPPED) {
            return work.all(node);
        }
        if (isDue(placed.ladder(), LadderStep.STOP_DEVELOPMENT)) {
            return work.development(node);
        }
        return isDue(placed.ladder(), LadderStep.DROP_BURST) ? work.borrowing(node) : List.of();
    }

    private boolean isDue(Ladder ladder, LadderStep step) {
        Instant now = clock.instant();
        return ladder.since(step)
                .filter(since -> !now.isBefore(since.plus(settings.grace())))
                .isPresent();
    }

    private static StoppableWork.Why why(Placed placed) {
        return new StoppableWork.Why(
                NoticeKind.BUDGET_STEP,
                TellLadder.charged(placed.standing()) + " "
                        + placed.ladder().step().label() + ".",
                TellLadder.key(placed.standing()));
    }
}
