package io.sextant.api.budget;

import io.sextant.api.isolation.AllTeams;
import io.sextant.api.pricing.PriceBook;
import io.sextant.api.quota.QuotaPool;
import io.sextant.api.tenancy.Team;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells how budgets stand with what is held, and how much of that a request is. */
@Service
@Transactional(readOnly = true)
public class BudgetOutlook {
    private final BudgetStore store;
    private final BudgetStandings standings;
    private final PriceBook prices;
    private final Clock clock;

    BudgetOutlook(BudgetStore store, BudgetStandings standings, PriceBook prices, Clock clock) {
        this.store = store;
        this.standings = standings;
        this.prices = prices;
        this.clock = clock;
    }

    /**
     * The budgets of a team and of every node above it.
     *
     * @param gpus that are held already, or asked for besides
     * @param held whether they are held, so that what is committed has them
     */
    public List<Outlook> of(Team team, QuotaPool pool, int gpus, boolean held) {
        Instant now = clock.instant();
        return AllTeams.call(() -> store.above(team.id(), now).stream()
                .map(budget -> of(standings.of(budget, now), pool, gpus, held, now))
                .toList());
    }

    private Outlook of(BudgetStanding standing, QuotaPool pool, int gpus, boolean held, Instant now) {
        BigDecimal asked = standings.cost(prices.timeline(), pool, gpus, now, standing.until(), now);
        BigDecimal spent = standing.accrued().add(standing.committed());
        return new Outlook(
                standing.budget().node(),
                standing.budget().nodeName(),
                standing.budget().mode(),
                standing.budget().currency(),
                standing.budget().limit(),
                held ? spent : spent.add(asked),
                asked,
                standing.until());
    }

    /**
     * A budget with the request in it.
     *
     * @param after accrued and committed until the period ends
     * @param asked how much of that the request is
     */
    public record Outlook(
            String node,
            String nodeName,
            BudgetMode mode,
            String currency,
            BigDecimal limit,
            BigDecimal after,
            BigDecimal asked,
            Instant until) {
        /** What it goes beyond, for who decides; of a request that is not held yet. */
        public BudgetOverrun overrun() {
            return new BudgetOverrun(node, nodeName, currency, limit, after.subtract(asked), asked);
        }

        /** Whether it stays within the limit. */
        public boolean fits() {
            return after.compareTo(limit) <= 0;
        }
    }
}
