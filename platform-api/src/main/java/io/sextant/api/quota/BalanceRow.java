package io.sextant.api.quota;

/**
 * A row of {@code quota_balance}.
 *
 * @param assignedGpus guaranteed to its children together
 * @param contested a node above is overcommitted
 * @param heldGpus by its own holders
 * @param claimedGpus own holds, and what each child claims or has set aside
 * @param productionGpus own holds for production, and those below where it or a node above is overcommitted
 * @param reclaimedGpus of the lendable ones, those that are lent no more while a reclaim is open
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
        int reclaimedGpus,
        int revision) {
    static final BalanceRow ABSENT = new BalanceRow(QuotaTerms.NONE, 0, false, 0, 0, 0, 0, 0, 0);

    /** What is kept for it while it is idle. */
    int setAsideGpus() {
        return contested ? 0 : terms.guaranteedGpus() - Math.max(0, terms.lendableGpus() - reclaimedGpus);
    }

    /** What it claims of the node above. */
    int claimAboveGpus() {
        return Math.max(claimedGpus, setAsideGpus());
    }

    /** How many of the lendable ones must not be lent, so that so many more than it holds are set aside for it. */
    int reclaimedFor(int gpus) {
        int kept = terms.guaranteedGpus() - terms.lendableGpus();
        return Math.clamp((long) heldGpus + gpus - kept, 0, terms.lendableGpus());
    }

    int excessGpus() {
        return Math.max(0, claimedGpus - terms.burstLimitGpus());
    }

    int productionExcessGpus() {
        return Math.max(0, productionGpus - terms.guaranteedGpus());
    }

    BalanceRow with(QuotaTerms other) {
        return new BalanceRow(
                other,
                assignedGpus,
                contested,
                heldGpus,
                heldProductionGpus,
                claimedGpus,
                productionGpus,
                reclaimedGpus,
                revision);
    }

    BalanceRow reclaiming(int gpus) {
        return new BalanceRow(
                terms,
                assignedGpus,
                contested,
                heldGpus,
                heldProductionGpus,
                claimedGpus,
                productionGpus,
                gpus,
                revision);
    }

    /** Without so many of its own holds that are not for production. */
    BalanceRow givingBack(int gpus) {
        return new BalanceRow(
                terms,
                assignedGpus,
                contested,
                heldGpus - gpus,
                heldProductionGpus,
                claimedGpus - gpus,
                productionGpus,
                reclaimedGpus,
                revision);
    }

    /** As if it claimed less, by what a transaction took, on this node itself or below it, and gives up again. */
    BalanceRow without(ClaimBooking.Claim claim, boolean own) {
        return new BalanceRow(
                terms,
                assignedGpus,
                contested,
                heldGpus - (own ? claim.gpus() : 0),
                heldProductionGpus - (own ? claim.production() : 0),
                claimedGpus - claim.gpus(),
                productionGpus - claim.production(),
                reclaimedGpus,
                revision);
    }
}
