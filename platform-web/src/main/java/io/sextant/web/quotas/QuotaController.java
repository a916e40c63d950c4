package io.sextant.web.quotas;

import io.sextant.api.catalog.Catalog;
import io.sextant.api.paging.Page;
import io.sextant.api.paging.PageRequest;
import io.sextant.api.quota.QuotaEvent;
import io.sextant.api.quota.QuotaOverview;
import io.sextant.api.quota.QuotaPool;
import io.sextant.api.quota.QuotaStanding;
import io.sextant.api.reclaim.Reclaim;
import io.sextant.api.reclaim.Reclaims;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.api.tenancy.TeamId;
import io.sextant.web.layout.Option;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows quota: the tree, and one node of it with its history. */
@Controller
class QuotaController {
    private final QuotaOverview overview;
    private final Reclaims reclaims;
    private final Catalog catalog;

    QuotaController(QuotaOverview overview, Reclaims reclaims, Catalog catalog) {
        this.overview = overview;
        this.reclaims = reclaims;
        this.catalog = catalog;
    }

    @GetMapping("/quotas")
    @Requires(Permission.VIEW_TEAM)
    String tree(@RequestParam(defaultValue = "") String pool, Actor actor, Model model) {
        List<QuotaOverview.PoolStandings> all = overview.pools(actor);
        List<Option> pools = new ArrayList<>(List.of(new Option("", "All pools")));
        all.forEach(one -> pools.add(new Option(key(one.pool()), title(one.pool()))));
        model.addAttribute("pools", pools);
        model.addAttribute("chosen", pool);
        model.addAttribute("none", all.isEmpty());
        model.addAttribute("seesAll", actor.mayEverywhere(Permission.VIEW_TEAM));
        model.addAttribute("mayEdit", actor.mayEverywhere(Permission.ADMINISTER));
        model.addAttribute(
                "trees",
                all.stream()
                        .filter(one -> pool.isEmpty() || key(one.pool()).equals(pool))
                        .map(this::view)
                        .toList());
        return "quotas/tree";
    }

    @GetMapping("/quotas/{node}/{cluster}/{gpuProduct}")
    @Requires(Permission.VIEW_TEAM)
    String one(
            @PathVariable String node,
            @PathVariable String cluster,
            @PathVariable String gpuProduct,
            @RequestParam(name = "page_token", required = false) @Nullable String pageToken,
            Actor actor,
            Model model) {
        QuotaPool pool = new QuotaPool(cluster, gpuProduct);
        QuotaStanding now = overview.one(node, pool, actor);
        StandingView standing = StandingView.of(now, catalog.gpuName(gpuProduct));
        Page<QuotaEvent> history = overview.history(node, pool, PageRequest.of(null, pageToken), actor);
        model.addAttribute("standing", standing);
        model.addAttribute("mayEdit", actor.mayEverywhere(Permission.ADMINISTER));
        String ofThis = "/new?team=" + node + "&pool=" + key(pool);
        TeamId team = new TeamId(now.node().id());
        boolean deploys = actor.may(Permission.DEPLOY, team);
        boolean own = actor.ownTeams().stream().anyMatch(one -> one.id().equals(team));
        model.addAttribute("askPath", deploys && own ? "/quotas/requests" + ofThis : null);
        model.addAttribute("reclaimPath", deploys && now.lentOutGpus() > 0 ? "/quotas/reclaims" + ofThis : null);
        model.addAttribute(
                "reclaims",
                reclaims.visibleTo(actor).stream()
                        .filter(reclaim -> reclaim.state() == Reclaim.State.OPEN)
                        .filter(reclaim ->
                                reclaim.team().equals(node) && reclaim.pool().equals(pool))
                        .map(reclaim -> ReclaimView.of(reclaim, standing.gpu()))
                        .toList());
        model.addAttribute(
                "history", history.items().stream().map(HistoryRow::of).toList());
        model.addAttribute("shown", history.items().size() + " entries, newest first");
        model.addAttribute("firstPath", pageToken == null ? null : standing.path());
        model.addAttribute(
                "nextPath",
                history.nextPageToken() == null ? null : standing.path() + "?page_token=" + history.nextPageToken());
        return "quotas/node";
    }

    private PoolView view(QuotaOverview.PoolStandings pool) {
        String gpu = catalog.gpuName(pool.pool().gpuProduct());
        return new PoolView(
                key(pool.pool()),
                title(pool.pool()),
                pool.standings().stream()
                        .map(standing -> StandingView.of(standing, gpu))
                        .toList());
    }

    private String title(QuotaPool pool) {
        return catalog.gpuName(pool.gpuProduct()) + " in " + pool.cluster();
    }

    static String key(QuotaPool pool) {
        return pool.cluster() + "/" + pool.gpuProduct();
    }
}
