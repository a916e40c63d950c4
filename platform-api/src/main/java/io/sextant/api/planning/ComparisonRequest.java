package io.sextant.api.planning;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.sextant.api.problem.PlatformProblem;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One question asked of up to four models, or of up to four GPU products for one model.
 *
 * @param models NIM ids; two to four, or one whose GPUs are compared
 * @param gpuProducts node labels; with one model those that are compared, with several those that may be used, empty for all
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ComparisonRequest(
        String team,
        List<String> models,
        List<String> gpuProducts,
        PlanWorkload workload,
        PlanDemand demand,
        @Nullable PlanSla sla,
        PlanSizing sizing) {
    /** More lines cannot be told apart in one chart. */
    public static final int MOST = 4;

    public ComparisonRequest {
        models = List.copyOf(models);
        gpuProducts = List.copyOf(gpuProducts);
        if (models.isEmpty() || models.size() > MOST || Set.copyOf(models).size() < models.size()) {
            throw new PlatformProblem.Invalid(
                    "/models",
                    "wrong-count",
                    "Compare one to four different models; %d were given.".formatted(models.size()));
        }
        boolean comparable = models.size() > 1 || (!gpuProducts.isEmpty() && gpuProducts.size() <= MOST);
        if (!comparable || Set.copyOf(gpuProducts).size() < gpuProducts.size()) {
            throw new PlatformProblem.Invalid(
                    "/gpuProducts",
                    "wrong-count",
                    "With one model, name one to four different GPU products to compare; %d were given."
                            .formatted(gpuProducts.size()));
        }
    }

    @JsonCreator
    static ComparisonRequest of(
            @Nullable String team,
            @Nullable List<String> models,
            @Nullable List<String> gpuProducts,
            @Nullable PlanWorkload workload,
            @Nullable PlanDemand demand,
            @Nullable PlanSla sla,
            @Nullable PlanSizing sizing) {
        if (workload == null) {
            throw new PlatformProblem.Invalid("/workload", "missing", "Say how long prompts and answers are.");
        }
        if (demand == null) {
            throw new PlatformProblem.Invalid("/demand", "missing", "Say how much work arrives.");
        }
        return new ComparisonRequest(
                team == null ? "" : team,
                models == null ? List.of() : models,
                gpuProducts == null ? List.of() : gpuProducts,
                workload,
                demand,
                sla,
                sizing == null ? PlanSizing.USUAL : sizing);
    }

    /** Whether the lines are GPU products of one model. */
    boolean isByGpu() {
        return models.size() == 1;
    }

    /** The plans that stand side by side. */
    List<PlanRequest> plans() {
        Stream<PlanRequest> plans = isByGpu()
                ? gpuProducts.stream().map(gpu -> plan(models.getFirst(), List.of(gpu)))
                : models.stream().map(model -> plan(model, gpuProducts));
        return plans.toList();
    }

    private PlanRequest plan(String model, List<String> gpus) {
        return new PlanRequest(team, model, workload, demand, sla, new PlanLimits(null, gpus), sizing, null);
    }
}
