package io.sextant.api.budget;

import io.sextant.api.jobs.RecurringJob;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells, once in a period, that a threshold of a budget is reached. */
@Configuration(proxyBeanMethods = false)
class BudgetWatch {
    private static final Logger LOG = LoggerFactory.getLogger(BudgetWatch.class);
    private static final Duration PAUSE = Duration.ofMinutes(5);

    private final BudgetStore store;
    private final BudgetStandings standings;
    private final TellBudget telling;
    private final Clock clock;

    BudgetWatch(BudgetStore store, BudgetStandings standings, TellBudget telling, Clock clock) {
        this.store = store;
        this.standings = standings;
        this.telling = telling;
        this.clock = clock;
    }

    @Bean
    RecurringJob watchingBudgets() {
        return new RecurringJob("watch-budgets", PAUSE, this::look);
    }

    void look() {
        Instant now = clock.instant();
        for (Budget budget : store.all(now)) {
            BudgetStanding standing = standings.of(budget, now);
            standing.reached().forEach((threshold, spent) -> {
                if (telling.reached(standing, threshold, spent, now)) {
                    LOG.info(
                            "Threshold of a budget reached: node={} threshold={} spent={} limit={}",
                            budget.node(),
                            threshold,
                            spent,
                            budget.limit());
                }
            });
        }
    }
}
