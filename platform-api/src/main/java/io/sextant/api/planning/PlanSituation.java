package io.sextant.api.planning;

import io.sextant.api.catalog.CatalogModel;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.planner.capacity.Demand;
import io.sextant.planner.capacity.SizingPolicy;
import io.sextant.planner.capacity.Sla;
import io.sextant.planner.frontier.PlanInput;
import io.sextant.planner.performance.LengthDistribution;
import io.sextant.planner.performance.Workload;
import io.sextant.planner.units.Display;
import java.time.Instant;
import java.util.List;

/**
 * A request with everything it is answered from, as it stood at one moment.
 *
 * @param notes what is missing from the data
 */
record PlanSituation(
        PlanRequest request,
        CatalogModel model,
        List<OfferedPool> pools,
        PlanBasis basis,
        List<String> notes,
        Instant now) {
    /**
     * Headroom of 20 %, and as many replicas all day as the peak needs: a deployment does not follow its load, so the peak
     * is what runs, is paid and is charged to quota.
     */
    private static final SizingPolicy FIXED_REPLICAS = new SizingPolicy(0.20, 0, 0.75);

    PlanSituation {
        pools = List.copyOf(pools);
        notes = List.copyOf(notes);
        requireLengthsWithin(model, request.workload());
    }

    PlanInput input(ProfileChoices profiles) {
        return new PlanInput(
                model.architecture(),
                profiles.engineProfiles(),
                pools.stream()
                        .filter(pool -> request.limits().allows(pool.pool().gpuProduct()))
                        .map(OfferedPool::offer)
                        .toList(),
                workload(request.workload()),
                demand(request.demand()),
                sla(),
                FIXED_REPLICAS);
    }

    /** The pool that a planner's offer of this name stands for. */
    OfferedPool pool(String name) {
        return pools.stream()
                .filter(pool -> pool.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no pool " + name));
    }

    private Sla sla() {
        SlaSnapshot terms = basis.sla();
        return terms == null
                ? Sla.none()
                : new Sla(
                        terms.percentile(),
                        terms.ttftMs(),
                        terms.itlMs(),
                        terms.e2eMs(),
                        terms.minTokensPerSecondPerUser());
    }

    private static Workload workload(PlanWorkload asked) {
        return new Workload(
                new LengthDistribution(asked.inputTokens(), asked.inputSpread()),
                new LengthDistribution(asked.outputTokens(), asked.outputSpread()),
                asked.prefixShare());
    }

    private static Demand demand(PlanDemand asked) {
        return switch (asked) {
            case PlanDemand.RequestRate rate -> Demand.RequestRate.flat(rate.peakRequestsPerSecond());
            case PlanDemand.ConcurrentUsers users ->
                Demand.ConcurrentUsers.flat(users.users(), users.thinkTimeSeconds());
            case PlanDemand.TokensPerHour tokens -> new Demand.TokensPerHour(tokens.outputTokensPerHour());
            case PlanDemand.Deadline deadline -> new Demand.Deadline(deadline.requests(), deadline.hours());
        };
    }

    private static void requireLengthsWithin(CatalogModel model, PlanWorkload workload) {
        long tokens = (long) workload.inputTokens() + workload.outputTokens();
        if (tokens > model.contextTokens()) {
            throw new PlatformProblem.Invalid(
                    "/workload/inputTokens",
                    "exceeds-context",
                    "Prompt and answer together are %s tokens, but %s takes at most %s: shorten them or choose a model with a longer context."
                            .formatted(
                                    Display.count((double) tokens),
                                    model.title(),
                                    Display.count(model.contextTokens())));
        }
    }
}
