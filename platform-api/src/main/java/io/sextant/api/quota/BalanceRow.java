package io.sextant.api.quota;

/**
 * A row of {@code quota_balance}.
 *
 * @param assignedGpus guaranteed to its children together
 * @param contested a node above is overcommitted
 * @param heldGpus by its own holders
 * @param claimedGpus own holds, and what each child claims or has set aside
 * @param productionGpus own holds for production, and those below where it or a node above is overcommitted
 * @param revision 0 where there is no row
 */
record BalanceRow(
        QuotaTerms terms,
        int assignedGpus,
        boolean contested,
        int heldGpus,
        int heldProductionGpus,
        int claimedGpus,
        int productionGpus,
        int revision) {
    static final BalanceRow ABSENT = new BalanceRow(QuotaTerms.NONE, 0, false, 0, 0, 0, 0, 0);

    /** What is kept for it while it is idle. */
    int setAsideGpus() {
        return contested ? 0 : terms.guaranteedGpus() - terms.lendableGpus();
    }

    /** What it claims of the node above. */
    int claimAboveGpus() {
        return Math.max(claimedGpus, setAsideGpus());
    }

    int excessGpus() {
        return Math.max(0, claimedGpus - terms.burstLimitGpus());
    }

    int productionExcessGpus() {
        return Math.max(0, productionGpus - terms.guaranteedGpus());
    }

    BalanceRow with(QuotaTerms other) {
        return new BalanceRow(
                other, assignedGpus, contested, heldGpus, heldProductionGpus, claimedGpus, productionGpus, revision);
    }

    /** As if it claimed less, by what a transaction took and gives up again. */
    BalanceRow without(int claim, int production) {
        return new BalanceRow(
                terms,
                assignedGpus,
                contested,
                heldGpus,
                heldProductionGpus,
                claimedGpus - claim,
                productionGpus - production,
                revision);
    }
}
