package io.sextant.api.quota;

import java.util.List;

/**
 * The balances of one pool from a node up to the root, and how much they leave together.
 *
 * @param steps the node first, the root last
 */
record QuotaPath(List<Step> steps) {
    QuotaPath {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a path begins with a node");
        }
    }

    /** A node on the way and its balance. */
    record Step(QuotaNode node, BalanceRow balance) {}

    Step own() {
        return steps.getFirst();
    }

    /**
     * GPUs that can be taken at its beginning now, borrowed ones included.
     *
     * <p>What is set aside for a node is taken without asking the node above, and so from the root down: the room of a node is
     * what is set aside for it and unclaimed, and then the room of the node above it, within its own burst limit.
     */
    int room() {
        int room = Integer.MAX_VALUE;
        int excess = 0;
        for (Step step : steps.reversed()) {
            BalanceRow balance = step.balance();
            int kept = balance.setAsideAndThereGpus(excess);
            excess = Math.max(excess, balance.excessGpus());
            int reach = room == Integer.MAX_VALUE ? room : kept + room;
            room = Math.clamp(balance.terms().burstLimitGpus() - balance.claimedGpus(), 0, Math.max(0, reach));
        }
        return room;
    }

    /** The most by which a node above its beginning stands above its limit. */
    int excessAboveGpus() {
        return steps.stream()
                .skip(1)
                .mapToInt(step -> step.balance().excessGpus())
                .max()
                .orElse(0);
    }

    /** GPUs that can be taken for production: guaranteed, at every node where guarantees compete. */
    int productionRoom() {
        int room = room();
        for (Step step : steps) {
            BalanceRow balance = step.balance();
            room = Math.clamp(balance.terms().guaranteedGpus() - balance.productionGpus(), 0, room);
            if (!balance.contested()) {
                break;
            }
        }
        return room;
    }

    /** What a team can be told of its pool. */
    PoolBalance balance(QuotaPool pool) {
        BalanceRow balance = own().balance();
        return new PoolBalance(
                pool,
                balance.terms().guaranteedGpus(),
                balance.terms().burstLimitGpus(),
                balance.heldGpus(),
                balance.heldProductionGpus(),
                room(),
                productionRoom());
    }
}
