package io.sextant.api.quota;

/**
 * How a node stands in a pool.
 *
 * @param assignedGpus guaranteed to its children together
 * @param usedGpus held by it and everything below it
 * @param productionGpus of the used ones, those of class {@link QuotaClass#ONLINE_PRODUCTION}
 * @param borrowedGpus used beyond what is guaranteed
 * @param freeGpus that it and what is below it may still take
 * @param freeForProductionGpus of those, what a holder of its own may take for production
 * @param hasChildren whether there are nodes below it
 * @param lentOutGpus of a team: guaranteed, neither held by it nor free for it, so that it can ask them back
 * @param revision to be named by a change; 0 where it was never given quota there
 */
public record QuotaStanding(
        QuotaNode node,
        QuotaPool pool,
        QuotaTerms terms,
        int assignedGpus,
        int usedGpus,
        int productionGpus,
        int borrowedGpus,
        int freeGpus,
        int freeForProductionGpus,
        boolean hasChildren,
        int lentOutGpus,
        int revision) {
    /** Guaranteed to it and to none of its children. */
    public int unassignedGpus() {
        return Math.max(0, terms.guaranteedGpus() - assignedGpus);
    }

    /** Lent now or ready to be: lendable GPUs that it does not use itself. */
    public int idleLendableGpus() {
        return Math.clamp((long) terms.guaranteedGpus() - usedGpus, 0, terms.lendableGpus());
    }
}
