package io.sextant.api.deployment;

import io.sextant.api.planning.PlanLimits;
import io.sextant.api.planning.PlanProposal;
import io.sextant.api.planning.PlanRequest;
import io.sextant.api.planning.PlanSla;
import io.sextant.api.planning.SlaSnapshot;
import org.jspecify.annotations.Nullable;

/** The question that a deployment answers: its own model, workload, demand and SLA, asked anew. */
final class OwnQuestion {
    private OwnQuestion() {}

    static PlanRequest of(PlanProposal accepted, @Nullable String candidate) {
        return new PlanRequest(
                accepted.team(),
                accepted.model().nimId(),
                accepted.workload(),
                accepted.demand(),
                sla(accepted.sla()),
                PlanLimits.NONE,
                candidate);
    }

    private static @Nullable PlanSla sla(@Nullable SlaSnapshot sla) {
        if (sla == null) {
            return null;
        }
        return sla.profile() != null
                ? new PlanSla.Profile(sla.profile(), sla.version())
                : new PlanSla.Targets(
                        sla.percentile(), sla.ttftMs(), sla.itlMs(), sla.e2eMs(), sla.minTokensPerSecondPerUser());
    }
}
