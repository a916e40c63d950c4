package io.sextant.api.quota;

/**
 * What a team may hold of a pool and what it holds.
 *
 * @param usedGpus above the limit only where the limit was lowered since
 */
public record PoolBalance(QuotaPool pool, int limitGpus, int usedGpus) {
    /** GPUs the team may still ask for. */
    public int freeGpus() {
        return Math.max(0, limitGpus - usedGpus);
    }
}
