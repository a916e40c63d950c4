package io.sextant.api.quota;

import io.sextant.api.problem.PlatformProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What it does to one pool that a node, with its quota, comes to lie below another one.
 *
 * @param changed the nodes above it, before and after, whose numbers change: on the way from where it was, and to where it comes
 * @param refusals why it does not fit there, each with what would help; empty where it does
 */
public record QuotaMove(QuotaPool pool, List<Changed> changed, List<PlatformProblem.Conflict> refusals) {
    public QuotaMove {
        changed = List.copyOf(changed);
        refusals = List.copyOf(refusals);
    }

    /** A node whose numbers change. */
    public record Changed(QuotaStanding before, QuotaStanding after) {}

    static QuotaMove of(QuotaTree before, QuotaTree after, UUID moved) {
        List<Changed> changed = new ArrayList<>();
        Set<UUID> branch = after.branch(moved);
        for (QuotaPath.Step step : after.steps()) {
            UUID id = step.node().id();
            if (!branch.contains(id)) {
                QuotaStanding was = before.standing(id);
                QuotaStanding is = after.standing(id);
                if (was.assignedGpus() != is.assignedGpus()
                        || was.usedGpus() != is.usedGpus()
                        || was.freeGpus() != is.freeGpus()) {
                    changed.add(new Changed(was, is));
                }
            }
        }
        return new QuotaMove(after.pool(), changed, refusals(before, after));
    }

    /** Why it does not fit. */
    static List<PlatformProblem.Conflict> refusals(QuotaTree before, QuotaTree after) {
        List<PlatformProblem.Conflict> refusals = new ArrayList<>();
        for (QuotaPath.Step step : after.steps()) {
            BalanceRow earlier = before.step(step.node().id()).balance();
            BalanceRow balance = step.balance();
            boolean assigns = balance.assignedGpus() > earlier.assignedGpus();
            if (assigns) {
                try {
                    ChildrenFit.require(after, step);
                } catch (PlatformProblem.Conflict refused) {
                    refusals.add(refused);
                    continue;
                }
            }
            if (balance.excessGpus() > earlier.excessGpus()) {
                refusals.add(burst(after.pool(), step));
            } else if (balance.productionExcessGpus() > earlier.productionExcessGpus()) {
                refusals.add(production(after.pool(), step));
            }
        }
        return refusals;
    }

    private static PlatformProblem.Conflict burst(QuotaPool pool, QuotaPath.Step step) {
        String name = step.node().name();
        int limit = step.balance().terms().burstLimitGpus();
        int claimed = step.balance().claimedGpus();
        return ChildrenFit.refused(
                name,
                pool,
                limit,
                claimed,
                "%s may hold %d GPUs of %s; with it %d would be held or set aside."
                        .formatted(name, limit, pool, claimed),
                List.of("Raise the burst limit of %s to at least %d.".formatted(name, claimed)));
    }

    private static PlatformProblem.Conflict production(QuotaPool pool, QuotaPath.Step step) {
        String name = step.node().name();
        int limit = step.balance().terms().guaranteedGpus();
        int production = step.balance().productionGpus();
        return ChildrenFit.refused(
                name,
                pool,
                limit,
                production,
                "%s is guaranteed %d GPUs of %s; %d would be held for production."
                        .formatted(name, limit, pool, production),
                List.of("Guarantee %s at least %d.".formatted(name, production)));
    }
}
