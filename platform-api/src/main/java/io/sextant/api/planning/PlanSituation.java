package io.sextant.api.planning;

import io.sextant.api.catalog.CatalogModel;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.planner.capacity.Sla;
import io.sextant.planner.frontier.AlternativeGpu;
import io.sextant.planner.frontier.Alternatives;
import io.sextant.planner.frontier.PerformanceSource;
import io.sextant.planner.frontier.PlanInput;
import io.sextant.planner.performance.LengthDistribution;
import io.sextant.planner.performance.Workload;
import io.sextant.planner.units.Display;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A request with everything it is answered from, as it stood at one moment.
 *
 * @param otherGpus types of the catalogue that no pool offers
 * @param performance what the model's profiles are expected or were measured to do
 * @param notes what is missing from the data
 */
record PlanSituation(
        PlanRequest request,
        CatalogModel model,
        List<OfferedPool> pools,
        List<AlternativeGpu> otherGpus,
        PerformanceSource performance,
        PlanBasis basis,
        List<String> notes,
        Instant now) {
    /** Code of the problem that the lengths are more than the model takes. */
    static final String EXCEEDS_CONTEXT = "exceeds-context";

    PlanSituation {
        pools = List.copyOf(pools);
        otherGpus = List.copyOf(otherGpus);
        notes = List.copyOf(notes);
        requireLengthsWithin(model, request.workload());
    }

    PlanInput input(ProfileChoices profiles) {
        return new PlanInput(
                        model.architecture(),
                        profiles.engineProfiles(),
                        pools.stream()
                                .filter(pool ->
                                        request.limits().allows(pool.pool().gpuProduct()))
                                .map(OfferedPool::offer)
                                .toList(),
                        workload(request.workload()),
                        request.demand().demand(),
                        sla(),
                        request.sizing().policy())
                .withAlternatives(new Alternatives(otherGpus, profiles.unpublished(gpuNames())))
                .withPerformance(performance);
    }

    private List<String> gpuNames() {
        return Stream.concat(
                        pools.stream().map(pool -> pool.gpu().name()),
                        otherGpus.stream().map(other -> other.gpu().name()))
                .toList();
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

    private static void requireLengthsWithin(CatalogModel model, PlanWorkload workload) {
        long tokens = (long) workload.inputTokens() + workload.outputTokens();
        if (tokens > model.contextTokens()) {
            throw new PlatformProblem.Invalid(
                    "/workload/inputTokens",
                    EXCEEDS_CONTEXT,
                    "Prompt and answer together are %s tokens, but %s takes at most %s: shorten them or choose a model with a longer context."
                            .formatted(
                                    Display.count((double) tokens),
                                    model.title(),
                                    Display.count(model.contextTokens())));
        }
    }
}
