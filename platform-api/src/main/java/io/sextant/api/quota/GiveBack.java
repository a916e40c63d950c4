package io.sextant.api.quota;

import io.sextant.api.quota.StoppableWork.Running;
import io.sextant.api.tenancy.TeamId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Chooses what ends so that an owner gets the GPUs that are set aside for it: nothing of production, nothing that is within what
 * its own team is guaranteed, batches before development, of each the youngest.
 *
 * <p>Up to the node that both have above them, every node on a borrower's way holds more than it is guaranteed, and none on the
 * owner's way does: a department whose own teams borrow from each other takes nothing from another department.
 */
public final class GiveBack {
    private final UUID owner;
    private final List<Running> running;
    private final QuotaTree now;
    private final boolean there;

    /**
     * @param tree with what is set aside for the owner
     * @param running everything that runs in the pool
     */
    GiveBack(QuotaTree tree, TeamId owner, List<Running> running) {
        this.owner = owner.value();
        this.running = List.copyOf(running);
        this.now = withoutWhatEnds(tree);
        this.there = shortage(tree) == 0;
    }

    /** Whether what is set aside for the owner is there: nobody else holds any of it, nor has to end for it. */
    public boolean isThere() {
        return there;
    }

    /** Everything that runs in the pool. */
    public List<Running> running() {
        return running;
    }

    /**
     * What has to end, first what ends first; nothing while what ends already suffices.
     *
     * @param gpus that come back at most, but for the last one's, which ends whole
     */
    public List<Running> toEnd(int gpus) {
        List<Running> candidates = new ArrayList<>(running.stream()
                .filter(work -> work.quotaClass().mayBorrow())
                .filter(work -> !work.team().value().equals(owner))
                .sorted(Running.FIRST_TO_END)
                .toList());
        List<Running> ending = new ArrayList<>();
        QuotaTree tree = now;
        int missing = gpus;
        while (missing > 0 && shortage(tree) > 0) {
            Optional<Running> next = next(tree, candidates);
            if (next.isEmpty()) {
                break;
            }
            Running work = next.get();
            ending.add(work);
            candidates.remove(work);
            tree = without(tree, work);
            missing -= work.gpus();
        }
        return ending;
    }

    private Optional<Running> next(QuotaTree tree, List<Running> candidates) {
        Map<UUID, Integer> used = used(tree);
        int shortage = shortage(tree);
        return candidates.stream()
                .filter(work -> isBorrowed(tree, work, used))
                .filter(work -> shortage(without(tree, work)) < shortage)
                .findFirst();
    }

    private boolean isBorrowed(QuotaTree tree, Running work, Map<UUID, Integer> used) {
        List<QuotaPath.Step> owners = tree.path(owner).steps();
        List<QuotaPath.Step> borrowers = tree.path(work.team().value()).steps();
        return borrowers.stream()
                        .takeWhile(step -> !owners.contains(step))
                        // Where guarantees compete they say nothing of what is one's own.
                        .allMatch(step -> step.balance().contested() || exceeds(step, used))
                && owners.stream().takeWhile(step -> !borrowers.contains(step)).noneMatch(step -> exceeds(step, used));
    }

    private static boolean exceeds(QuotaPath.Step step, Map<UUID, Integer> used) {
        return !step.balance().contested()
                && used.getOrDefault(step.node().id(), 0)
                        > step.balance().terms().guaranteedGpus();
    }

    /** What every node holds with all below it; of the owner, what is set aside for it, too. */
    private Map<UUID, Integer> used(QuotaTree tree) {
        Map<UUID, Integer> used = new HashMap<>();
        for (QuotaPath.Step step : tree.steps()) {
            BalanceRow balance = step.balance();
            int own = step.node().id().equals(owner)
                    ? Math.max(balance.heldGpus(), balance.setAsideGpus())
                    : balance.heldGpus();
            if (own > 0) {
                tree.path(step.node().id())
                        .steps()
                        .forEach(above -> used.merge(above.node().id(), own, Integer::sum));
            }
        }
        return used;
    }

    private int shortage(QuotaTree tree) {
        return tree.path(owner).steps().stream()
                .mapToInt(step -> step.balance().excessGpus())
                .sum();
    }

    /** What is held and runs no more, or not yet, takes no GPUs of the cluster for long. */
    private QuotaTree withoutWhatEnds(QuotaTree tree) {
        Map<UUID, Integer> kept = new HashMap<>();
        running.stream()
                .filter(work -> work.quotaClass().mayBorrow())
                .forEach(work -> kept.merge(work.team().value(), work.gpus(), Integer::sum));
        QuotaTree left = tree;
        for (QuotaPath.Step step : tree.steps()) {
            UUID node = step.node().id();
            BalanceRow balance = step.balance();
            int ending = balance.heldGpus() - balance.heldProductionGpus() - kept.getOrDefault(node, 0);
            if (ending > 0 && !node.equals(owner)) {
                left = left.givingBack(node, ending);
            }
        }
        return left;
    }

    private static QuotaTree without(QuotaTree tree, Running work) {
        return tree.givingBack(work.team().value(), work.gpus());
    }
}
