package io.sextant.api.quota;

/**
 * What a team may hold of a pool and what it holds.
 *
 * @param guaranteedGpus that it can count on
 * @param limitGpus its burst limit
 * @param usedGpus above the limit only where the limit was lowered since
 * @param productionGpus of the used ones, those of class {@link QuotaClass#ONLINE_PRODUCTION}
 * @param freeGpus it may still ask for: what the limits leave, its own and those of every node above it
 * @param freeForProductionGpus of the free ones, as many as are guaranteed
 */
public record PoolBalance(
        QuotaPool pool,
        int guaranteedGpus,
        int limitGpus,
        int usedGpus,
        int productionGpus,
        int freeGpus,
        int freeForProductionGpus) {
    /** One whose own limit is all that binds. */
    public PoolBalance(QuotaPool pool, int limitGpus, int usedGpus) {
        this(
                pool,
                limitGpus,
                limitGpus,
                usedGpus,
                usedGpus,
                Math.max(0, limitGpus - usedGpus),
                Math.max(0, limitGpus - usedGpus));
    }

    /** GPUs held beyond what is guaranteed; they can be asked back. */
    public int borrowedGpus() {
        return Math.max(0, usedGpus - guaranteedGpus);
    }

    /** The most it can come to hold as things stand: less than its limit where a node above leaves less. */
    public int reachableGpus() {
        return Math.min(limitGpus, usedGpus + freeGpus);
    }

    /** GPUs that something of this class may still ask for. */
    public int freeFor(QuotaClass quotaClass) {
        return quotaClass.mayBorrow() ? freeGpus : freeForProductionGpus;
    }
}
