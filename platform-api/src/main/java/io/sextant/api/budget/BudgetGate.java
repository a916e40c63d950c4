package io.sextant.api.budget;

import io.sextant.api.pricing.PriceBook;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.quota.QuotaPool;
import io.sextant.api.tenancy.Team;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets GPUs be taken only as far as budgets allow, in the transaction that takes them.
 *
 * <p>What has accrued, what is held and what is asked for, each for the rest of the period, must stay within the limit of the
 * team and of every node above it. Their budgets stay locked until the transaction ends, so that two requests that fit alone
 * but not together are not both granted.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class BudgetGate {
    private static final int CENTS = 2;

    private final BudgetStore store;
    private final BudgetStandings standings;
    private final PriceBook prices;
    private final Clock clock;

    BudgetGate(BudgetStore store, BudgetStandings standings, PriceBook prices, Clock clock) {
        this.store = store;
        this.standings = standings;
        this.prices = prices;
        this.clock = clock;
    }

    /** Throws where a budget has no room for so many more GPUs; call it before the quota is booked. */
    public void require(Team team, QuotaPool pool, int gpus) {
        Instant now = clock.instant();
        for (Budget budget : store.lockedAbove(team.id(), now)) {
            if (budget.mode() != BudgetMode.ADVISE) {
                require(standings.of(budget, now), pool, gpus, now);
            }
        }
    }

    private void require(BudgetStanding standing, QuotaPool pool, int gpus, Instant now) {
        BigDecimal asked = standings.cost(prices.timeline(), pool, gpus, now, standing.until(), now);
        BigDecimal after = standing.accrued().add(standing.committed()).add(asked);
        if (after.compareTo(standing.budget().limit()) > 0) {
            throw refused(standing, asked);
        }
    }

    private static PlatformProblem.Conflict refused(BudgetStanding standing, BigDecimal asked) {
        Budget budget = standing.budget();
        List<String> options = new ArrayList<>(
                List.of("Choose a plan that costs less.", "Stop or retire a deployment of " + budget.nodeName() + "."));
        options.add(
                budget.mode() == BudgetMode.APPROVE_ABOVE
                        ? "Ask a platform administrator to approve it by raising the budget for a while."
                        : "Ask a platform administrator for a higher budget.");
        BigDecimal used = cents(standing.accrued().add(standing.committed()));
        return new PlatformProblem.Conflict(
                budget.mode() == BudgetMode.APPROVE_ABOVE ? "budget-approval-needed" : "budget-exceeded",
                "Not enough budget",
                "%s may spend %s %s until %s; %s has accrued or is committed, and this asks for %s more."
                        .formatted(
                                budget.nodeName(),
                                cents(budget.limit()),
                                budget.currency(),
                                standing.until(),
                                used,
                                cents(asked)),
                String.join(" ", options),
                Map.of(
                        "node",
                        budget.node(),
                        "currency",
                        budget.currency(),
                        "limit",
                        cents(budget.limit()),
                        "used",
                        used,
                        "accrued",
                        cents(standing.accrued()),
                        "committed",
                        cents(standing.committed()),
                        "asked",
                        cents(asked),
                        "options",
                        options));
    }

    private static BigDecimal cents(BigDecimal amount) {
        return amount.setScale(CENTS, RoundingMode.HALF_EVEN);
    }
}
