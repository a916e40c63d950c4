package io.sextant.web.deployments;

import io.sextant.api.deployment.DeploymentSummary;
import io.sextant.api.deployment.Deployments;
import io.sextant.api.paging.Page;
import io.sextant.api.paging.PageRequest;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.Teams;
import io.sextant.web.layout.Option;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
class DeploymentListController {
    private static final String ALL = "all";

    private final Deployments deployments;
    private final Teams teams;

    DeploymentListController(Deployments deployments, Teams teams) {
        this.deployments = deployments;
        this.teams = teams;
    }

    @GetMapping("/deployments")
    @Requires(Permission.VIEW_TEAM)
    String list(
            @RequestParam(defaultValue = "") String team,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(name = "page_token") @Nullable String pageToken,
            Actor actor,
            Model model) {
        Team asked = team.isEmpty() ? null : teams.named(team, actor);
        Page<DeploymentSummary> page =
                deployments.list(asked, state.equals(ALL), PageRequest.of(null, pageToken), actor);
        model.addAttribute("list", view(team, state, pageToken, page, actor));
        return "deployments/list";
    }

    private DeploymentListView view(
            String team, String state, @Nullable String pageToken, Page<DeploymentSummary> page, Actor actor) {
        List<Option> choices = teams.visibleTo(actor).stream()
                .map(one -> new Option(one.slug(), one.name()))
                .toList();
        String here = "/deployments?team=" + team + "&state=" + state;
        String next = page.nextPageToken() == null
                ? null
                : here + "&page_token=" + URLEncoder.encode(page.nextPageToken(), StandardCharsets.UTF_8);
        return new DeploymentListView(
                team,
                state.equals(ALL),
                choices,
                page.items().stream().map(DeploymentListView.Row::of).toList(),
                page.items().size() + " shown",
                pageToken == null ? null : here,
                next);
    }
}
