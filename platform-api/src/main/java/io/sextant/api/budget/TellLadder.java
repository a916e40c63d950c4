package io.sextant.api.budget;

import io.sextant.api.notification.Audience;
import io.sextant.api.notification.Notice;
import io.sextant.api.notification.NoticeKind;
import io.sextant.api.notification.Notices;
import io.sextant.api.quota.StoppableWork.Running;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.TeamId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tells of the steps of budgets: who answers for a budget, and the teams whose things will be stopped. */
@Component
class TellLadder {
    private final Notices notices;

    TellLadder(Notices notices) {
        this.notices = notices;
    }

    void step(PlaceBudget.Placed placed, String reason, Instant now) {
        Budget budget = placed.standing().budget();
        LadderStep step = placed.ladder().step();
        Instant actsAt = placed.ladder().actsAt();
        String text = "%s %s%s"
                .formatted(
                        charged(placed.standing()),
                        reason,
                        actsAt == null ? "" : " Nothing is stopped before " + Notice.moment(actsAt) + ".");
        for (Permission permission : List.of(Permission.EDIT_MEMBERS, Permission.VIEW_AUDIT)) {
            notices.tell(new Notice(
                    NoticeKind.BUDGET_STEP,
                    key(placed.standing()) + "/" + step + "/" + now,
                    new Audience.Holders(permission, budget.nodeId()),
                    "Budget of " + budget.nodeName() + ": " + step.label(),
                    text,
                    "/budgets/" + budget.id()));
        }
    }

    void warn(PlaceBudget.Placed placed, List<Running> ending, Instant actsAt) {
        Map<TeamId, List<Running>> teams = ending.stream().collect(Collectors.groupingBy(Running::team));
        teams.forEach((team, works) -> warn(placed, team, works, actsAt));
    }

    private void warn(PlaceBudget.Placed placed, TeamId team, List<Running> ending, Instant actsAt) {
        String names = ending.stream().map(Running::name).distinct().collect(Collectors.joining(", "));
        notices.tell(new Notice(
                NoticeKind.BUDGET_STEP,
                key(placed.standing()) + "/warning/" + placed.ladder().step() + "/" + actsAt + "/" + team,
                new Audience.Holders(Permission.DEPLOY, team.value()),
                "To be stopped for the budget of %s: %s"
                        .formatted(placed.standing().budget().nodeName(), names),
                "%s From %s on is stopped, unless the budget is raised: %s. What is stopped is kept and can be started again."
                        .formatted(charged(placed.standing()), Notice.moment(actsAt), names),
                "/deployments"));
    }

    /** How what is stopped for it is told apart, so that each is told once. */
    static String key(BudgetStanding standing) {
        return "budget/" + standing.budget().id() + "/" + standing.periodStart();
    }

    static String charged(BudgetStanding standing) {
        Budget budget = standing.budget();
        return "The hard budget of %s has %s of %s %s charged."
                .formatted(budget.nodeName(), money(standing.accrued()), money(budget.limit()), budget.currency());
    }

    private static String money(BigDecimal amount) {
        return String.format(Locale.ENGLISH, "%,.2f", amount);
    }
}
