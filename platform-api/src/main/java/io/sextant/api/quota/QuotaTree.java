package io.sextant.api.quota;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The quota of one pool over the whole organisation: what the limits and the holds of every node come to.
 *
 * <p>Computed from values alone; the ledger keeps the same sums as it books, one path at a time.
 */
final class QuotaTree {
    private final QuotaPool pool;
    private final Map<UUID, QuotaPath.Step> steps;

    private QuotaTree(QuotaPool pool, Map<UUID, QuotaPath.Step> steps) {
        this.pool = pool;
        this.steps = steps;
    }

    /**
     * The tree as it is kept.
     *
     * @param steps parents before their children
     */
    static QuotaTree of(QuotaPool pool, List<QuotaPath.Step> steps) {
        Map<UUID, QuotaPath.Step> byNode = new LinkedHashMap<>();
        steps.forEach(step -> byNode.put(step.node().id(), step));
        return new QuotaTree(pool, byNode);
    }

    QuotaPool pool() {
        return pool;
    }

    /** Parents before their children, siblings by name. */
    List<QuotaPath.Step> steps() {
        return List.copyOf(steps.values());
    }

    QuotaPath.Step step(UUID node) {
        return Optional.ofNullable(steps.get(node)).orElseThrow();
    }

    Optional<QuotaPath.Step> parent(UUID node) {
        return Optional.ofNullable(step(node).node().parent()).map(this::step);
    }

    List<QuotaPath.Step> children(UUID node) {
        return steps.values().stream()
                .filter(step -> node.equals(step.node().parent()))
                .toList();
    }

    /** The same with other terms for one node. */
    QuotaTree with(UUID node, QuotaTerms terms) {
        return changed(node, balance -> balance.with(terms));
    }

    /** The same, where so many of what a node is guaranteed are not lent. */
    QuotaTree keeping(UUID node, int gpus) {
        return changed(node, balance -> balance.keeping(gpus));
    }

    /** The same without so many of a node's own holds that are not for production. */
    QuotaTree givingBack(UUID node, int gpus) {
        return changed(node, balance -> balance.givingBack(gpus));
    }

    private QuotaTree changed(UUID node, UnaryOperator<BalanceRow> change) {
        Map<UUID, QuotaPath.Step> changed = new LinkedHashMap<>(steps);
        replace(changed, node, change);
        return new QuotaTree(pool, changed).counted();
    }

    /** The same with a node, and all below it, below another one that is no part of it. */
    QuotaTree moved(UUID node, UUID newParent) {
        Map<UUID, QuotaPath.Step> changed = new LinkedHashMap<>(steps);
        changed.computeIfPresent(
                node, (_, step) -> new QuotaPath.Step(step.node().below(newParent), step.balance()));
        Map<UUID, QuotaPath.Step> ordered = new LinkedHashMap<>();
        changed.values().stream()
                .filter(step -> step.node().parent() == null)
                .forEach(root -> order(root, 0, changed.values(), ordered));
        return new QuotaTree(pool, ordered).counted();
    }

    private static void order(
            QuotaPath.Step step, int depth, Collection<QuotaPath.Step> all, Map<UUID, QuotaPath.Step> ordered) {
        ordered.put(step.node().id(), new QuotaPath.Step(step.node().at(depth), step.balance()));
        all.stream()
                .filter(child -> step.node().id().equals(child.node().parent()))
                .forEach(child -> order(child, depth + 1, all, ordered));
    }

    /** The same, where every node above one is guaranteed at least what its children are. */
    QuotaTree raisedAbove(UUID node) {
        QuotaTree raised = this;
        for (Optional<QuotaPath.Step> above = parent(node);
                above.isPresent();
                above = raised.parent(above.get().node().id())) {
            UUID id = above.get().node().id();
            BalanceRow balance = raised.step(id).balance();
            raised = raised.with(id, balance.terms().covering(balance.assignedGpus()));
        }
        return raised;
    }

    QuotaPath path(UUID node) {
        List<QuotaPath.Step> path = new ArrayList<>();
        for (Optional<QuotaPath.Step> at = Optional.of(step(node));
                at.isPresent();
                at = parent(at.get().node().id())) {
            path.add(at.get());
        }
        return new QuotaPath(path);
    }

    /** The node and all that is below it. */
    Set<UUID> branch(UUID node) {
        Set<UUID> branch = new LinkedHashSet<>();
        for (QuotaPath.Step step : steps.values()) {
            if (step.node().id().equals(node) || branch.contains(step.node().parent())) {
                branch.add(step.node().id());
            }
        }
        return branch;
    }

    QuotaStanding standing(UUID node) {
        QuotaPath.Step step = step(node);
        BalanceRow balance = step.balance();
        int used = sum(node, BalanceRow::heldGpus);
        QuotaPath path = path(node);
        // What is set aside and lent out still is claimed and free at once, but not there.
        int free = Math.clamp(
                balance.claimedGpus() - used + path.room(),
                0,
                Math.max(0, balance.terms().burstLimitGpus() - used));
        return new QuotaStanding(
                step.node(),
                pool,
                balance.terms(),
                balance.assignedGpus(),
                used,
                sum(node, BalanceRow::heldProductionGpus),
                Math.max(0, used - balance.terms().guaranteedGpus()),
                free,
                path.productionRoom(),
                !children(node).isEmpty(),
                step.node().kind() == QuotaNode.Kind.TEAM
                        ? LendableGpus.Lent.of(path).lentOutGpus()
                        : 0,
                balance.revision());
    }

    private int sum(UUID node, ToIntFunction<BalanceRow> gpus) {
        return branch(node).stream()
                .mapToInt(id -> gpus.applyAsInt(step(id).balance()))
                .sum();
    }

    /** The same with its sums made anew from what every node itself is given and holds. */
    QuotaTree counted() {
        Map<UUID, QuotaPath.Step> counted = new LinkedHashMap<>(steps);
        for (QuotaPath.Step step : steps.values()) {
            UUID parent = step.node().parent();
            boolean contested = parent != null && isContestedBelow(counted.get(parent));
            replace(counted, step.node().id(), balance -> recount(balance, contested, 0, 0, 0));
        }
        for (QuotaPath.Step step : steps().reversed()) {
            QuotaPath.Step below = counted.get(step.node().id());
            UUID parent = step.node().parent();
            if (below != null && parent != null) {
                BalanceRow child = below.balance();
                replace(
                        counted,
                        parent,
                        balance -> recount(
                                balance,
                                balance.contested(),
                                balance.assignedGpus() + child.terms().guaranteedGpus(),
                                balance.claimedGpus() - balance.heldGpus() + child.claimAboveGpus(),
                                balance.productionGpus()
                                        - balance.heldProductionGpus()
                                        + (child.contested() ? child.productionGpus() : 0)));
            }
        }
        return new QuotaTree(pool, counted);
    }

    private static boolean isContestedBelow(QuotaPath.@Nullable Step above) {
        return above != null
                && (above.balance().contested() || above.balance().terms().overcommitted());
    }

    private static BalanceRow recount(
            BalanceRow balance, boolean contested, int assigned, int claimedBelow, int productionBelow) {
        return new BalanceRow(
                balance.terms(),
                assigned,
                contested,
                balance.heldGpus(),
                balance.heldProductionGpus(),
                balance.heldGpus() + claimedBelow,
                balance.heldProductionGpus() + productionBelow,
                balance.keptGpus(),
                balance.revision());
    }

    private static void replace(Map<UUID, QuotaPath.Step> steps, UUID node, UnaryOperator<BalanceRow> change) {
        steps.computeIfPresent(node, (_, step) -> new QuotaPath.Step(step.node(), change.apply(step.balance())));
    }
}
