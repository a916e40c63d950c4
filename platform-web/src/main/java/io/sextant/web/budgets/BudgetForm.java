package io.sextant.web.budgets;

import org.jspecify.annotations.Nullable;

/**
 * A budget as it was typed.
 *
 * @param revision that the form was filled from; empty for a new budget
 */
record BudgetForm(
        @Nullable String node,
        @Nullable String period,
        @Nullable String mode,
        @Nullable String amount,
        @Nullable String revision) {
    static BudgetForm blank() {
        return new BudgetForm("", "month", "advise", "", "");
    }

    int seenRevision() {
        try {
            return revision == null ? 0 : Integer.parseInt(revision);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
