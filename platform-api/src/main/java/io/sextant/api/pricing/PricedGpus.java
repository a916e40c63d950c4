package io.sextant.api.pricing;

import io.sextant.api.catalog.CatalogGpu;
import io.sextant.api.catalog.CatalogModel;
import io.sextant.api.catalog.CatalogUse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Keeps GPU products in the catalogue that have a price. */
@Component
class PricedGpus implements CatalogUse {
    private final PriceBook prices;
    private final Clock clock;

    PricedGpus(PriceBook prices, Clock clock) {
        this.prices = prices;
        this.clock = clock;
    }

    @Override
    public List<Use> ofModel(CatalogModel model) {
        return List.of();
    }

    @Override
    public List<Use> ofGpu(CatalogGpu gpu) {
        Instant now = clock.instant();
        long alive = prices.history(gpu.name()).stream()
                .filter(entry -> !entry.isOver(now))
                .count();
        return alive == 0
                ? List.of()
                : List.of(new Use(
                        "it has " + alive + (alive == 1 ? " price" : " prices"),
                        "End its prices first, and withdraw those to come.",
                        false));
    }
}
