package io.sextant.api.deployment;

import io.sextant.api.planning.PlanProposal;
import io.sextant.api.quota.QuotaPool;
import io.sextant.contract.desired.Presence;

/** What is wanted of a deployment in one generation: whether it runs, and by which plan. */
record Content(Presence presence, PlanProposal plan) {
    boolean isStopped() {
        return presence == Presence.STOPPED;
    }

    /** What quota is charged: the most GPUs it may come to hold. */
    int neededGpus() {
        return presence == Presence.RUNNING ? plan.scale().quotaGpus() : 0;
    }

    QuotaPool pool() {
        return new QuotaPool(plan.placement().cluster(), plan.placement().gpuProduct());
    }

    boolean sameAs(Content other) {
        return presence == other.presence
                && plan.scale().equals(other.plan.scale())
                && plan.model().equals(other.plan.model())
                && plan.profile().equals(other.plan.profile())
                && plan.placement().equals(other.plan.placement());
    }
}
