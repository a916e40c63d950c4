package io.sextant.api.planning;

import io.sextant.api.catalog.CatalogGpu;
import io.sextant.api.pricing.Price;
import io.sextant.api.quota.PoolBalance;
import io.sextant.api.quota.QuotaPool;
import io.sextant.planner.cost.Money;
import io.sextant.planner.frontier.GpuOffer;
import java.util.Currency;
import java.util.List;

/**
 * A GPU pool that can be planned with: known to the catalogue, priced, and reported by its cluster.
 *
 * @param balance the team's
 * @param freeGpusPerNode unused GPUs of each node, as last reported
 */
record OfferedPool(CatalogGpu gpu, Price price, PoolBalance balance, List<Integer> freeGpusPerNode) {
    OfferedPool {
        freeGpusPerNode = List.copyOf(freeGpusPerNode);
    }

    QuotaPool pool() {
        return balance.pool();
    }

    String cluster() {
        return pool().cluster();
    }

    /** As sentences name it. */
    String name() {
        return gpu.name() + " in " + cluster();
    }

    GpuOffer offer() {
        return new GpuOffer(name(), gpu.product(), perGpuHour(), balance.freeGpus(), freeGpusPerNode);
    }

    PlanBasis.PriceInForce priceInForce() {
        return new PlanBasis.PriceInForce(
                cluster(),
                pool().gpuProduct(),
                price.id().value(),
                price.usdPerGpuHour(),
                Price.CURRENCY,
                price.effectiveFrom(),
                price.source());
    }

    private Money perGpuHour() {
        return new Money(price.usdPerGpuHour(), Currency.getInstance(Price.CURRENCY));
    }

    PlanEffect effect(int quotaGpus, int gpusPerReplica) {
        GpuOffer offer = offer();
        return new PlanEffect(
                cluster(),
                pool().gpuProduct(),
                gpu.title(),
                balance.limitGpus(),
                balance.usedGpus(),
                balance.usedGpus() + quotaGpus,
                offer.freeGpus(),
                offer.largestFreeNode(),
                offer.placeableReplicas(gpusPerReplica));
    }
}
