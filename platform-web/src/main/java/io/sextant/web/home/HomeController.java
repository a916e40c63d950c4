package io.sextant.web.home;

import io.sextant.api.budget.Budgets;
import io.sextant.api.catalog.Catalog;
import io.sextant.api.deployment.DeploymentSummary;
import io.sextant.api.deployment.Deployments;
import io.sextant.api.paging.PageRequest;
import io.sextant.api.quota.PoolBalance;
import io.sextant.api.quota.Quotas;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Requires;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.Teams;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

@Controller
class HomeController {
    private static final int SHOWN = 8;
    private static final int BUDGETS_SHOWN = 6;
    private static final List<String> WIDEST_FIRST = List.of("ORGANISATION", "DEPARTMENT", "TEAM");

    private final Deployments deployments;
    private final Budgets budgets;
    private final Quotas quotas;
    private final Teams teams;
    private final ToDos toDos;
    private final Catalog catalog;

    HomeController(Deployments deployments, Budgets budgets, Quotas quotas, ToDos toDos, Teams teams, Catalog catalog) {
        this.deployments = deployments;
        this.budgets = budgets;
        this.quotas = quotas;
        this.toDos = toDos;
        this.teams = teams;
        this.catalog = catalog;
    }

    @GetMapping("/")
    @Requires.AnyUser
    String home(Actor actor, Model model) {
        List<DeploymentSummary> newest = deployments
                .list(null, false, new PageRequest(SHOWN, null), actor)
                .items();
        List<HomeView.Quota> bars = teams.visibleTo(actor).stream()
                .flatMap(team -> quotas.balances(team.id()).stream().map(balance -> bar(team, balance)))
                .toList();
        model.addAttribute(
                "home",
                new HomeView(
                        newest.stream().map(HomeView.Deployment::of).toList(), budgets(actor), bars, toDos.of(actor)));
        return "home";
    }

    /** Those of the widest nodes that the reader sees; the rest stand on the page of budgets. */
    private List<HomeView.Budget> budgets(Actor actor) {
        return budgets.all(actor).stream()
                .sorted(Comparator.comparingInt(budget -> WIDEST_FIRST.indexOf(budget.nodeKind())))
                .limit(BUDGETS_SHOWN)
                .map(budget -> HomeView.Budget.of(budgets.one(budget.id(), actor)))
                .toList();
    }

    private HomeView.Quota bar(Team team, PoolBalance balance) {
        return HomeView.Quota.of(
                team.name() + ": " + catalog.gpuName(balance.pool().gpuProduct()), balance);
    }
}
