package io.sextant.api.budget;

import io.sextant.api.notification.Audience;
import io.sextant.api.notification.Notice;
import io.sextant.api.notification.NoticeKind;
import io.sextant.api.notification.Notices;
import io.sextant.api.tenancy.Permission;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Notes that a threshold of a budget is reached, and tells who answers for it; both once in a period. */
@Service
@Transactional
class TellBudget {
    private final BudgetStore store;
    private final Notices notices;

    TellBudget(BudgetStore store, Notices notices) {
        this.store = store;
        this.notices = notices;
    }

    /** False if it was noted before. */
    boolean reached(BudgetStanding standing, BudgetStanding.Threshold threshold, BigDecimal spent, Instant now) {
        if (!store.alert(standing, threshold, spent, now)) {
            return false;
        }
        audiences(standing.budget(), threshold)
                .forEach(audience -> notices.tell(notice(standing, threshold, spent, audience)));
        return true;
    }

    /** A team's own administrators first; those of the platform too where it is a whole budget, or nobody else's. */
    private static List<Audience> audiences(Budget budget, BudgetStanding.Threshold threshold) {
        boolean whole = threshold.percent() >= 100;
        return Stream.of(
                        new Audience.Holders(Permission.EDIT_MEMBERS, budget.nodeId()),
                        new Audience.Holders(Permission.VIEW_AUDIT, budget.nodeId()))
                .filter(audience -> whole
                        || audience.permission() == Permission.EDIT_MEMBERS
                        || !budget.nodeKind().equals("TEAM"))
                .map(Audience.class::cast)
                .toList();
    }

    private static Notice notice(
            BudgetStanding standing, BudgetStanding.Threshold threshold, BigDecimal spent, Audience audience) {
        Budget budget = standing.budget();
        String amounts = "%s of %s %s in the %s that began on %s."
                .formatted(
                        money(spent),
                        money(budget.limit()),
                        budget.currency(),
                        budget.period().name().toLowerCase(Locale.ROOT),
                        standing.periodStart());
        return new Notice(
                NoticeKind.BUDGET_THRESHOLD,
                "budget/" + budget.id() + "/" + standing.periodStart() + "/" + threshold,
                audience,
                threshold.ofForecast()
                        ? "%s will spend its budget by the forecast".formatted(budget.nodeName())
                        : "%s has spent %d %% of its budget".formatted(budget.nodeName(), threshold.percent()),
                (threshold.ofForecast() ? "Forecast: " : "Charged: ") + amounts + " "
                        + switch (budget.mode()) {
                            case ADVISE -> "Nothing is stopped for it.";
                            case APPROVE_ABOVE -> "Above the limit, more needs somebody's word.";
                            case HARD -> "Above the limit, nothing new is taken.";
                        },
                "/budgets/" + budget.id());
    }

    private static String money(BigDecimal amount) {
        return String.format(Locale.ENGLISH, "%,.2f", amount);
    }
}
