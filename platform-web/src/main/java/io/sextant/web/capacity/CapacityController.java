package io.sextant.web.capacity;

import io.sextant.api.catalog.Catalog;
import io.sextant.api.cluster.ClusterInventories;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

@Controller
class CapacityController {
    private final ClusterInventories inventories;
    private final Catalog catalog;
    private final Clock clock;

    CapacityController(ClusterInventories inventories, Catalog catalog, Clock clock) {
        this.inventories = inventories;
        this.catalog = catalog;
        this.clock = clock;
    }

    @GetMapping("/capacity")
    @Requires(Permission.VIEW_CAPACITY)
    String page(Actor actor, Model model) {
        Instant now = clock.instant();
        model.addAttribute(
                "clusters",
                inventories.all().stream()
                        .map(cluster -> ClusterView.of(cluster, catalog, now))
                        .toList());
        model.addAttribute("administersClusters", actor.mayEverywhere(Permission.ADMINISTER));
        return "capacity/capacity";
    }
}
