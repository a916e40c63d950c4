package io.sextant.api.planning;

/**
 * What a proposal would do to the team's quota and to the cluster's free GPUs.
 *
 * @param gpuTitle of the product, for people
 * @param limitGpus the team's quota in the pool, or less where the nodes above it leave less
 * @param usedBefore of the quota, now
 * @param usedAfter of the quota, if submitted
 * @param freeGpus in the pool, now
 * @param largestFreeBlock most free GPUs on one node: a replica needs all its GPUs on one
 * @param placeableReplicas replicas that find a place now
 */
public record PlanEffect(
        String cluster,
        String gpuProduct,
        String gpuTitle,
        int limitGpus,
        int usedBefore,
        int usedAfter,
        int freeGpus,
        int largestFreeBlock,
        int placeableReplicas) {
    /** Whether the quota reaches. */
    public boolean withinQuota() {
        return usedAfter <= limitGpus;
    }
}
