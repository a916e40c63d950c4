package io.sextant.api.quota;

import io.sextant.api.quota.LendableGpus.Ending;
import io.sextant.api.quota.StoppableWork.Running;
import io.sextant.api.tenancy.TeamId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Chooses what ends so that owners get the GPUs that they keep for themselves, one after the other: nothing of production,
 * nothing that is within what its own team is guaranteed, batches before development, of each the youngest.
 *
 * <p>Up to the node that both have above them, every node on a borrower's way holds more than it is guaranteed, and none on the
 * owner's way does: a department whose own teams borrow from each other takes nothing from another department.
 */
final class GiveBack {
    private final List<Running> candidates;
    private final Comparator<Running> order;
    private final QuotaTree lowered;
    private QuotaTree tree;

    /**
     * @param tree as it stands
     * @param owners that keep something in it, whom it is given back to one after the other
     * @param running everything that runs in the pool
     * @param ending what gives GPUs of the pool back by itself
     * @param warned what ends before others of its class, since it was told so
     */
    GiveBack(
            QuotaTree tree,
            Set<TeamId> owners,
            List<Running> running,
            List<StoppableWork.Ending> ending,
            Set<UUID> warned) {
        this.order = Comparator.comparing((Running work) -> work.quotaClass() != QuotaClass.OFFLINE)
                .thenComparing(work -> !warned.contains(work.deployment()))
                .thenComparing(Running.FIRST_TO_END);
        this.candidates = new ArrayList<>(
                running.stream().filter(work -> work.quotaClass().mayBorrow()).toList());
        QuotaTree before = tree;
        for (TeamId owner : owners) {
            before = before.keeping(owner.value(), 0);
        }
        this.lowered = before;
        this.tree = without(before, ending);
    }

    /**
     * What ends, from now on, so that one more owner gets what it keeps.
     *
     * <p>Nothing ends for it where a node above stands above a limit that was lowered: that excess may stay, and takes what
     * would come back.
     *
     * @param keptGpus of what it is guaranteed
     * @param gpus that come back at most, but for the last one's, which ends whole
     */
    Ending next(TeamId owner, int keptGpus, int gpus) {
        List<UUID> way = way(tree, owner.value());
        Map<UUID, Integer> allowed = way.stream().collect(Collectors.toMap(node -> node, node -> excess(tree, node)));
        tree = tree.keeping(owner.value(), keptGpus);
        List<Running> ending = new ArrayList<>();
        int missing = way.stream().anyMatch(node -> excess(lowered, node) > 0) ? 0 : gpus;
        while (missing > 0 && shortage(tree, allowed) > 0) {
            Optional<Running> next = next(owner.value(), allowed);
            if (next.isEmpty()) {
                break;
            }
            Running work = next.get();
            ending.add(work);
            candidates.remove(work);
            tree = without(tree, work);
            missing -= work.gpus();
        }
        spareTheNeedless(ending, allowed);
        return new Ending(
                ending,
                way.stream().mapToInt(node -> beyond(tree, node, allowed)).max().orElse(0));
    }

    /** The last one chosen may give back so much that one before it need not end. */
    private void spareTheNeedless(List<Running> ending, Map<UUID, Integer> allowed) {
        for (Running work : List.copyOf(ending)) {
            QuotaTree running = tree.givingBack(work.team().value(), -work.gpus());
            if (shortage(running, allowed) <= shortage(tree, allowed)) {
                ending.remove(work);
                candidates.add(work);
                tree = running;
            }
        }
    }

    private Optional<Running> next(UUID owner, Map<UUID, Integer> allowed) {
        Map<UUID, Integer> used = used();
        int shortage = shortage(tree, allowed);
        return candidates.stream()
                .filter(work -> !work.team().value().equals(owner))
                .filter(work -> isBorrowed(work, owner, used))
                .filter(work -> shortage(without(tree, work), allowed) < shortage)
                .min(order);
    }

    private boolean isBorrowed(Running work, UUID owner, Map<UUID, Integer> used) {
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

    /** What every node holds with all below it; of owners, what they keep, too. */
    private Map<UUID, Integer> used() {
        Map<UUID, Integer> used = new HashMap<>();
        for (QuotaPath.Step step : tree.steps()) {
            BalanceRow balance = step.balance();
            int own =
                    balance.keptGpus() > 0 ? Math.max(balance.heldGpus(), balance.setAsideGpus()) : balance.heldGpus();
            if (own > 0) {
                way(tree, step.node().id()).forEach(above -> used.merge(above, own, Integer::sum));
            }
        }
        return used;
    }

    /** By how much nodes stand above their limits together, beyond what they are allowed to. */
    private static int shortage(QuotaTree tree, Map<UUID, Integer> allowed) {
        return allowed.keySet().stream()
                .mapToInt(node -> beyond(tree, node, allowed))
                .sum();
    }

    private static int beyond(QuotaTree tree, UUID node, Map<UUID, Integer> allowed) {
        return Math.max(0, excess(tree, node) - allowed.getOrDefault(node, 0));
    }

    private static int excess(QuotaTree tree, UUID node) {
        return tree.step(node).balance().excessGpus();
    }

    private static List<UUID> way(QuotaTree tree, UUID node) {
        return tree.path(node).steps().stream().map(step -> step.node().id()).toList();
    }

    private static QuotaTree without(QuotaTree whole, List<StoppableWork.Ending> ending) {
        QuotaTree left = whole;
        for (StoppableWork.Ending one : ending) {
            BalanceRow balance = whole.step(one.team().value()).balance();
            if (one.quotaClass().mayBorrow() && one.gpus() <= balance.heldGpus()) {
                left = left.givingBack(one.team().value(), one.gpus());
            }
        }
        return left;
    }

    private static QuotaTree without(QuotaTree tree, Running work) {
        return tree.givingBack(work.team().value(), work.gpus());
    }
}
