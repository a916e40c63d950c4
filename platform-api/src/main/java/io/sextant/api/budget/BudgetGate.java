package io.sextant.api.budget;

import io.sextant.api.isolation.AllTeams;
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
import java.util.Optional;
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

    /** Keeps the budgets of a team as they are until the transaction ends; call it before quota is given back and taken anew. */
    public void lock(Team team) {
        AllTeams.run(() -> store.lockedAbove(team.id(), clock.instant()));
    }

    /**
     * Throws where a hard budget has no room for so many more GPUs, and tells the budgets that want somebody's yes for it; call it
     * before the quota is booked.
     *
     * @param gpus 0 for what the team holds as it is
     */
    public List<BudgetOverrun> weigh(Team team, QuotaPool pool, int gpus) {
        return AllTeams.call(() -> weighAll(team, pool, gpus));
    }

    private List<BudgetOverrun> weighAll(Team team, QuotaPool pool, int gpus) {
        Instant now = clock.instant();
        List<BudgetOverrun> overruns = new ArrayList<>();
        for (Budget budget : store.lockedAbove(team.id(), now)) {
            if (budget.mode() != BudgetMode.ADVISE) {
                weigh(standings.of(budget, now), pool, gpus, now).ifPresent(overruns::add);
            }
        }
        return List.copyOf(overruns);
    }

    private Optional<BudgetOverrun> weigh(BudgetStanding standing, QuotaPool pool, int gpus, Instant now) {
        Budget budget = standing.budget();
        BigDecimal asked = standings.cost(prices.timeline(), pool, gpus, now, standing.until(), now);
        BigDecimal used = standing.accrued().add(standing.committed());
        if (used.add(asked).compareTo(budget.limit()) <= 0) {
            return Optional.empty();
        }
        if (budget.mode() == BudgetMode.HARD) {
            throw refused(standing, asked);
        }
        return Optional.of(new BudgetOverrun(
                budget.node(), budget.nodeName(), budget.currency(), budget.limit(), cents(used), cents(asked)));
    }

    private static PlatformProblem.Conflict refused(BudgetStanding standing, BigDecimal asked) {
        Budget budget = standing.budget();
        List<String> options = List.of(
                "Choose a plan that costs less.",
                "Stop or retire a deployment of " + budget.nodeName() + ".",
                "Ask a platform administrator for a higher budget.");
        BigDecimal used = cents(standing.accrued().add(standing.committed()));
        return new PlatformProblem.Conflict(
                "budget-exceeded",
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
