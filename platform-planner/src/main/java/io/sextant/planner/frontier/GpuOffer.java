package io.sextant.planner.frontier;

import io.sextant.planner.cost.Money;
import io.sextant.planner.hardware.GpuProduct;
import io.sextant.planner.units.Quantity;
import java.util.List;

/**
 * A GPU pool as one team sees it now.
 *
 * @param pool unique name of the pool, such as cluster and product
 * @param quotaFreeGpus GPUs the team may still take
 * @param freeGpusPerNode unused GPUs of each node of the pool
 */
public record GpuOffer(
        String pool, GpuProduct gpu, Money pricePerGpuHour, int quotaFreeGpus, List<Integer> freeGpusPerNode) {

    public GpuOffer {
        Quantity.text("pool", pool);
        Quantity.notNegative("free quota", quotaFreeGpus);
        freeGpusPerNode = List.copyOf(freeGpusPerNode);
        freeGpusPerNode.forEach(free -> Quantity.notNegative("free GPUs of a node", free));
    }

    /** Replicas that fit now: each needs all its GPUs on one node. */
    public int placeableReplicas(int gpusPerReplica) {
        return freeGpusPerNode.stream().mapToInt(free -> free / gpusPerReplica).sum();
    }

    public int largestFreeNode() {
        return freeGpusPerNode.stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    public int freeGpus() {
        return freeGpusPerNode.stream().mapToInt(Integer::intValue).sum();
    }
}
