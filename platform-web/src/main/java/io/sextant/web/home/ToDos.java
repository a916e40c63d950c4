package io.sextant.web.home;

import io.sextant.api.approval.Approvals;
import io.sextant.api.auditing.ReadAudit;
import io.sextant.api.billing.Statements;
import io.sextant.api.budget.BudgetStanding;
import io.sextant.api.budget.Budgets;
import io.sextant.api.budget.ReachedBudget;
import io.sextant.api.catalog.Catalog;
import io.sextant.api.deployment.DeploymentSummary;
import io.sextant.api.deployment.Deployments;
import io.sextant.api.deployment.status.Phase;
import io.sextant.api.notification.EndWarning;
import io.sextant.api.paging.PageRequest;
import io.sextant.api.quota.PoolBalance;
import io.sextant.api.quota.QuotaRequests;
import io.sextant.api.quota.Quotas;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Team;
import io.sextant.web.layout.Dates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What waits for a reader, by what they may do: their decisions first, then what is wrong, then what ends soon. */
@Component
class ToDos {
    private static final int MOST_OF_A_TEAM = 100;
    private static final int THRESHOLD_PERCENT = 80;
    private static final Duration CHECKED_WITHIN = Duration.ofDays(2);
    private static final Set<Phase> IN_TROUBLE = EnumSet.of(Phase.FAILED, Phase.OVERDUE, Phase.DEGRADED, Phase.HELD_UP);

    private final Approvals approvals;
    private final QuotaRequests requests;
    private final Deployments deployments;
    private final Quotas quotas;
    private final Budgets budgets;
    private final ClusterToDos clusters;
    private final Statements statements;
    private final ReadAudit audit;
    private final Catalog catalog;
    private final Clock clock;

    ToDos(
            Approvals approvals,
            QuotaRequests requests,
            Deployments deployments,
            Quotas quotas,
            Budgets budgets,
            ClusterToDos clusters,
            Statements statements,
            ReadAudit audit,
            Catalog catalog,
            Clock clock) {
        this.approvals = approvals;
        this.requests = requests;
        this.deployments = deployments;
        this.quotas = quotas;
        this.budgets = budgets;
        this.clusters = clusters;
        this.statements = statements;
        this.audit = audit;
        this.catalog = catalog;
        this.clock = clock;
    }

    List<HomeView.Task> of(Actor actor) {
        List<HomeView.Task> tasks = new ArrayList<>();
        // Decisions come first: what an approver can decide on belongs here.
        approvals.toDecide(actor).stream().map(HomeView.Task::of).forEach(tasks::add);
        requests.visibleTo(actor).stream()
                .filter(request -> QuotaRequests.mayDecide(request, actor))
                .map(HomeView.Task::of)
                .forEach(tasks::add);
        if (actor.mayEverywhere(Permission.ADMINISTER)) {
            tasks.addAll(clusters.all(actor));
        }
        actor.ownTeams().stream()
                .filter(team -> actor.may(Permission.DEPLOY, team.id()))
                .forEach(team -> addOfTeam(team, actor, tasks));
        if (actor.mayAnywhere(Permission.EDIT_MEMBERS) || actor.mayEverywhere(Permission.VIEW_AUDIT)) {
            addBudgets(actor, tasks);
        }
        if (actor.mayEverywhere(Permission.VIEW_AUDIT)) {
            addMonths(actor, tasks);
            addAudit(actor, tasks);
        }
        return tasks;
    }

    private void addOfTeam(Team team, Actor actor, List<HomeView.Task> tasks) {
        List<DeploymentSummary> running = deployments
                .list(team, false, new PageRequest(MOST_OF_A_TEAM, null), actor)
                .items();
        running.stream()
                .filter(summary -> IN_TROUBLE.contains(summary.phase()))
                .map(HomeView.Task::of)
                .forEach(tasks::add);
        Instant soon = clock.instant().plus(EndWarning.EARLIEST);
        running.stream()
                .filter(summary -> summary.endsAt() != null
                        && !summary.endsAt().isAfter(soon)
                        && summary.phase() != Phase.STOPPED
                        && summary.phase() != Phase.RETIRING)
                .map(HomeView.Task::ending)
                .forEach(tasks::add);
        if (actor.may(Permission.EDIT_MEMBERS, team.id())) {
            quotas.balances(team.id()).stream()
                    .filter(balance -> balance.limitGpus() > 0 && balance.freeGpus() == 0)
                    .map(balance -> full(team, balance))
                    .forEach(tasks::add);
        }
    }

    private HomeView.Task full(Team team, PoolBalance balance) {
        return new HomeView.Task(
                "%s can take no more %s: %d of %d GPUs are used"
                        .formatted(
                                team.name(),
                                catalog.gpuName(balance.pool().gpuProduct()),
                                balance.usedGpus(),
                                balance.limitGpus()),
                "/quotas/" + team.slug() + "/" + balance.pool().cluster() + "/"
                        + balance.pool().gpuProduct());
    }

    /** A team's administrators see their own from 80 % on; who looks after all sees teams once they are through. */
    private void addBudgets(Actor actor, List<HomeView.Task> tasks) {
        Set<String> own = Set.copyOf(actor.ownTeams().stream().map(Team::name).toList());
        budgets.reached(actor).stream()
                .filter(budget -> budget.threshold().percent() >= THRESHOLD_PERCENT)
                .filter(budget -> !budget.ofTeam()
                        || own.contains(budget.nodeName())
                        || budget.threshold() == BudgetStanding.Threshold.ACTUAL_100)
                .map(ToDos::spent)
                .forEach(tasks::add);
    }

    private static HomeView.Task spent(ReachedBudget budget) {
        return new HomeView.Task(
                budget.threshold().ofForecast()
                        ? budget.nodeName() + " will spend its budget by the forecast"
                        : "%s has spent %d %% of its budget"
                                .formatted(budget.nodeName(), budget.threshold().percent()),
                "/budgets/" + budget.id());
    }

    private void addMonths(Actor actor, List<HomeView.Task> tasks) {
        statements.months().stream()
                .filter(Statements.Month::closable)
                .map(month -> new HomeView.Task(
                        actor.mayEverywhere(Permission.ADMINISTER)
                                ? Dates.month(month.month()) + " can be closed: all its hours are charged"
                                : Dates.month(month.month())
                                        + " can be closed by a platform administrator; look through it first",
                        "/statements?month=" + month.month()))
                .forEach(tasks::add);
    }

    private void addAudit(Actor actor, List<HomeView.Task> tasks) {
        audit.lastCheck(actor)
                .ifPresentOrElse(
                        check -> {
                            if (!check.intact()) {
                                tasks.add(new HomeView.Task(
                                        "The audit trail does not hold: " + check.problem(), "/audit/verification"));
                            } else if (check.at().plus(CHECKED_WITHIN).isBefore(clock.instant())) {
                                tasks.add(new HomeView.Task(
                                        "The audit trail was not verified for two days", "/audit/verification"));
                            }
                        },
                        () -> tasks.add(
                                new HomeView.Task("The audit trail was never verified", "/audit/verification")));
    }
}
