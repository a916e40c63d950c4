package io.sextant.web.quotas;

import io.sextant.api.quota.QuotaStanding;
import io.sextant.api.quota.QuotaTerms;

/**
 * How a node stands in a pool, as tables and facts show it.
 *
 * @param depth class of the row that indents it
 * @param gpu the pool's product as the catalogue names it
 * @param lentOut of the guaranteed ones, those that others hold
 * @param bar what the bar repeats, in words
 * @param guaranteedPercent of the longest of burst limit and use, as are the other two
 * @param note what is special about its limits; empty where nothing is
 */
record StandingView(
        String path,
        String node,
        String kind,
        String depth,
        String gpu,
        String cluster,
        String guaranteed,
        String used,
        String production,
        String borrowed,
        String free,
        String burstLimit,
        String lendable,
        String unassigned,
        String lentOut,
        String bar,
        int guaranteedPercent,
        int usedPercent,
        int borrowedPercent,
        String note) {
    private static final int DEEPEST = 6;
    private static final int PERCENT = 100;

    static StandingView of(QuotaStanding standing, String gpu) {
        QuotaTerms terms = standing.terms();
        int scale = Math.max(1, Math.max(terms.burstLimitGpus(), standing.usedGpus()));
        int within = standing.usedGpus() - standing.borrowedGpus();
        return new StandingView(
                "/quotas/" + standing.node().slug() + "/" + standing.pool().cluster() + "/"
                        + standing.pool().gpuProduct(),
                standing.node().name(),
                standing.node().kind().label(),
                "tree-" + Math.min(DEEPEST, standing.node().depth()),
                gpu,
                standing.pool().cluster(),
                Integer.toString(terms.guaranteedGpus()),
                Integer.toString(standing.usedGpus()),
                Integer.toString(standing.productionGpus()),
                Integer.toString(standing.borrowedGpus()),
                Integer.toString(standing.freeGpus()),
                Integer.toString(terms.burstLimitGpus()),
                Integer.toString(terms.lendableGpus()),
                standing.hasChildren() ? Integer.toString(standing.unassignedGpus()) : "–",
                Integer.toString(standing.lentOutGpus()),
                bar(standing),
                PERCENT * terms.guaranteedGpus() / scale,
                PERCENT * within / scale,
                PERCENT * standing.borrowedGpus() / scale,
                note(standing));
    }

    private static String bar(QuotaStanding standing) {
        String use = "%d of %d guaranteed"
                .formatted(
                        standing.usedGpus() - standing.borrowedGpus(),
                        standing.terms().guaranteedGpus());
        return standing.borrowedGpus() == 0 ? use : use + " and " + standing.borrowedGpus() + " borrowed";
    }

    private static String note(QuotaStanding standing) {
        if (standing.usedGpus() > standing.terms().burstLimitGpus()) {
            return "Above its limit: nothing new until use falls.";
        }
        return standing.terms().overcommitted() ? "Openly overcommitted." : "";
    }
}
