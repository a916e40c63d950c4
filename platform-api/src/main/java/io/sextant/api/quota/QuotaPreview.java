package io.sextant.api.quota;

import java.util.List;

/**
 * What an edit of a quota would do.
 *
 * @param raised the nodes above that would be guaranteed more with it
 * @param noLongerFits what would stand above a limit: it may stay, but nothing new comes until it has shrunk
 */
public record QuotaPreview(
        QuotaStanding before, QuotaStanding after, List<Raised> raised, List<Overhang> noLongerFits) {
    public QuotaPreview {
        raised = List.copyOf(raised);
        noLongerFits = List.copyOf(noLongerFits);
    }

    /** A node above whose quota changes with the edit. */
    public record Raised(QuotaNode node, QuotaTerms before, QuotaTerms after) {}

    /**
     * A node that would have more than it may.
     *
     * @param limitGpus it would have
     * @param usedGpus that are held, or set aside for nodes below
     * @param sentence for people
     */
    public record Overhang(QuotaNode node, int limitGpus, int usedGpus, String sentence) {}

    static QuotaPreview of(QuotaTree before, QuotaTree after, QuotaNode node) {
        return new QuotaPreview(
                before.standing(node.id()),
                after.standing(node.id()),
                after.steps().stream()
                        .filter(step -> !step.node().equals(node))
                        .filter(step ->
                                !terms(before, step).equals(step.balance().terms()))
                        .map(step -> new Raised(
                                step.node(), terms(before, step), step.balance().terms()))
                        .toList(),
                after.steps().stream()
                        .filter(step -> step.node().equals(node) || isWorse(before, step))
                        .flatMap(step -> overhangs(step).stream())
                        .toList());
    }

    private static QuotaTerms terms(QuotaTree tree, QuotaPath.Step step) {
        return tree.step(step.node().id()).balance().terms();
    }

    private static boolean isWorse(QuotaTree before, QuotaPath.Step step) {
        BalanceRow earlier = before.step(step.node().id()).balance();
        return step.balance().excessGpus() > earlier.excessGpus()
                || step.balance().productionExcessGpus() > earlier.productionExcessGpus();
    }

    private static List<Overhang> overhangs(QuotaPath.Step step) {
        BalanceRow balance = step.balance();
        String name = step.node().name();
        if (balance.excessGpus() > 0) {
            int limit = balance.terms().burstLimitGpus();
            return List.of(new Overhang(
                    step.node(),
                    limit,
                    balance.claimedGpus(),
                    "%s: %d are held or set aside where at most %d may be. %d may stay, but nothing new is granted until they are given back."
                            .formatted(name, balance.claimedGpus(), limit, balance.excessGpus())));
        }
        if (balance.productionExcessGpus() > 0) {
            int limit = balance.terms().guaranteedGpus();
            return List.of(new Overhang(
                    step.node(),
                    limit,
                    balance.productionGpus(),
                    "%s: %d are held for production where %d would be guaranteed. They may stay, but nothing more for production is granted."
                            .formatted(name, balance.productionGpus(), limit)));
        }
        return List.of();
    }
}
