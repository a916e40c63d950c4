package io.sextant.api.orgfile;

import io.sextant.api.approval.ApprovalPolicy;
import io.sextant.api.budget.Budget;
import io.sextant.api.pricing.PlannedStep;
import io.sextant.api.pricing.Price;
import io.sextant.api.tenancy.OrgUnit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What there is, with what a change of it has to name.
 *
 * @param file the same as a file states it
 * @param at when it is so
 * @param units nodes by slug, archived ones too
 * @param prices those in force by the key of their entry
 * @param planned what takes over from them, alike; several where an ending goes before a price of the same moment
 * @param budgets alike
 * @param policies alike
 */
record OrgState(
        OrgFile file,
        Instant at,
        Map<String, OrgUnit> units,
        Map<String, Price> prices,
        Map<String, List<PlannedStep>> planned,
        Map<String, Budget> budgets,
        Map<String, ApprovalPolicy> policies) {
    OrgState {
        units = Map.copyOf(units);
        prices = Map.copyOf(prices);
        planned = Map.copyOf(planned);
        budgets = Map.copyOf(budgets);
        policies = Map.copyOf(policies);
    }

    String text() {
        return FileWriting.text(file);
    }

    String digest() {
        return FileWriting.digest(text());
    }

    @Nullable
    OrgUnit unit(String slug) {
        return units.get(slug);
    }
}
