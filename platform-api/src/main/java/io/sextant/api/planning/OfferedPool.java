package io.sextant.api.planning;

import io.sextant.api.catalog.CatalogGpu;
import io.sextant.api.cluster.preflight.Preflight;
import io.sextant.api.cluster.preflight.PreflightCheck;
import io.sextant.api.cluster.preflight.SharedVolumes;
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
 * @param preflight of the pool's cluster
 */
record OfferedPool(
        CatalogGpu gpu, Price price, PoolBalance balance, List<Integer> freeGpusPerNode, Preflight preflight) {
    OfferedPool {
        freeGpusPerNode = List.copyOf(freeGpusPerNode);
    }

    QuotaPool pool() {
        return balance.pool();
    }

    String cluster() {
        return pool().cluster();
    }

    /** Whether replicas can follow the load there: without metrics an autoscaler stays at the fewest. */
    boolean followsLoad() {
        return preflight.scalesByLoad();
    }

    /** Whether volumes there are known to be for one node, so that a second replica might never start. */
    boolean keepsReplicasOnOneNode() {
        return preflight.sharedVolumes() == SharedVolumes.NO;
    }

    /** What a check of the cluster found and what to do about it, as sentences. */
    String advice(PreflightCheck check) {
        return preflight.findings().stream()
                .filter(finding -> finding.check() == check)
                .map(finding -> finding.found() + " " + finding.remedy())
                .findFirst()
                .orElse("");
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
                balance.reachableGpus(),
                balance.usedGpus(),
                balance.usedGpus() + quotaGpus,
                offer.freeGpus(),
                offer.largestFreeNode(),
                offer.placeableReplicas(gpusPerReplica));
    }
}
