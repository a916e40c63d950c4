package io.sextant.web.sandbox;

import io.sextant.api.budget.BudgetDraft;
import io.sextant.api.budget.Budgets;
import io.sextant.api.tenancy.Actor;
import java.math.BigDecimal;
import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Gives the demo organisation budgets of each kind, unless it has any. */
@Component
@Profile("sandbox")
class DemoBudgets {
    // High enough for what a reader deploys, low enough that the forecast has something to say.
    private static final List<BudgetDraft> DRAFTS = List.of(
            new BudgetDraft("northwind", "year", "advise", new BigDecimal("2400000")),
            new BudgetDraft("customer-care", "quarter", "approve-above", new BigDecimal("300000")),
            new BudgetDraft("support-chatbot", "month", "advise", new BigDecimal("40000")),
            new BudgetDraft("translation", "month", "hard", new BigDecimal("5000")));

    private final Budgets budgets;

    DemoBudgets(Budgets budgets) {
        this.budgets = budgets;
    }

    void ensure(Actor admin) {
        if (budgets.visibleTo(admin).isEmpty()) {
            DRAFTS.forEach(draft -> budgets.create(draft, admin));
        }
    }
}
