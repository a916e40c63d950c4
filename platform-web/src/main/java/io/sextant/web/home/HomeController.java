package io.sextant.web.home;

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
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

@Controller
class HomeController {
    private static final int SHOWN = 8;

    private final Deployments deployments;
    private final Quotas quotas;
    private final Teams teams;
    private final ToDos toDos;
    private final Catalog catalog;

    HomeController(Deployments deployments, Quotas quotas, ToDos toDos, Teams teams, Catalog catalog) {
        this.deployments = deployments;
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
                new HomeView(newest.stream().map(HomeView.Deployment::of).toList(), bars, toDos.of(actor)));
        return "home";
    }

    private HomeView.Quota bar(Team team, PoolBalance balance) {
        return HomeView.Quota.of(
                team.name() + ": " + catalog.gpuName(balance.pool().gpuProduct()), balance);
    }
}
