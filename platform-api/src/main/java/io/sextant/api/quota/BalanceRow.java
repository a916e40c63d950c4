package io.sextant.api.quota;

/**
 * A row of {@code quota_balance}.
 *
 * @param assignedGpus guaranteed to its children together
 * @param contested a node above is overcommitted
 * @param heldGpus by its own holders
 * @param claimedGpus own holds, and what each child claims or has set aside
 * @param productionGpus own holds for production, and those below where it or a node above is overcommitted
 * @param keptGpus of the guaranteed ones, those that are not lent while a reclaim is open; 0 where none is
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
        int keptGpus,
        int revision) {
    static final BalanceRow ABSENT = new BalanceRow(QuotaTerms.NONE, 0, false, 0, 0, 0, 0, 0, 0);

    /** What is kept for it while it is idle. */
    int setAsideGpus() {
        return contested ? 0 : Math.max(neverLentGpus(), Math.min(terms.guaranteedGpus(), keptGpus));
    }

    private int neverLentGpus() {
        return contested ? 0 : terms.guaranteedGpus() - terms.lendableGpus();
    }

    /**
     * GPUs that are set aside for it, that it has not claimed, and that are there.
     *
     * @param excessAbove the most by which a node above stands above its limit: so many are lent out still
     */
    int setAsideAndThereGpus(int excessAbove) {
        int idle = setAsideGpus() - claimedGpus;
        return Math.max(0, keptGpus == 0 ? idle : Math.max(neverLentGpus() - claimedGpus, idle - excessAbove));
    }

    /** Whether it has claimed what it asked back and others have not given back. */
    boolean hasTakenTooEarly(int excessAbove) {
        return keptGpus > 0 && excessAbove > 0 && claimedGpus > Math.max(neverLentGpus(), setAsideGpus() - excessAbove);
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
                other,
                assignedGpus,
                contested,
                heldGpus,
                heldProductionGpus,
                claimedGpus,
                productionGpus,
                keptGpus,
                revision);
    }

    BalanceRow keeping(int gpus) {
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
                keptGpus,
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
                keptGpus,
                revision);
    }
}
