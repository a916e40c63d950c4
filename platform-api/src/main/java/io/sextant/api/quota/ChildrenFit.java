package io.sextant.api.quota;

import io.sextant.api.problem.PlatformProblem;
import java.util.List;
import java.util.Map;

/** What children are guaranteed stays within what their parent is, unless the parent is openly overcommitted. */
final class ChildrenFit {
    private ChildrenFit() {}

    /** Refuses a tree in which it does not. */
    static void require(QuotaTree tree, QuotaPath.Step parent) {
        BalanceRow balance = parent.balance();
        int guaranteed = balance.terms().guaranteedGpus();
        if (balance.terms().overcommitted() || balance.assignedGpus() <= guaranteed) {
            return;
        }
        String name = parent.node().name();
        throw refused(
                name,
                tree.pool(),
                guaranteed,
                balance.assignedGpus(),
                "%s is guaranteed %d GPUs of %s; what is below it would be guaranteed %d together: %s."
                        .formatted(name, guaranteed, tree.pool(), balance.assignedGpus(), children(tree, parent)),
                List.of(
                        "Guarantee %s at least %d.".formatted(name, balance.assignedGpus()),
                        "Overcommit %s openly.".formatted(name),
                        "Guarantee less to what is below %s.".formatted(name)));
    }

    /** More than a node may have. */
    static PlatformProblem.Conflict refused(
            String node, QuotaPool pool, int limit, int used, String detail, List<String> options) {
        return new PlatformProblem.Conflict(
                "quota-does-not-fit",
                "More is guaranteed than there is",
                detail,
                String.join(" ", options),
                Map.of(
                        "node",
                        node,
                        "pool",
                        pool.toString(),
                        "limit",
                        limit,
                        "used",
                        used,
                        "asked",
                        used - limit,
                        "options",
                        options));
    }

    private static String children(QuotaTree tree, QuotaPath.Step parent) {
        return String.join(
                ", ",
                tree.children(parent.node().id()).stream()
                        .filter(child -> child.balance().terms().guaranteedGpus() > 0)
                        .map(child -> child.node().name() + " "
                                + child.balance().terms().guaranteedGpus())
                        .toList());
    }
}
