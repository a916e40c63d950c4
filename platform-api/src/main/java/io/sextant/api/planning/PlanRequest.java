package io.sextant.api.planning;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.sextant.api.problem.PlatformProblem;
import org.jspecify.annotations.Nullable;

/**
 * A question to the planner.
 *
 * @param team slug of the team that asks
 * @param model the NIM's id, such as {@code meta/llama-3.1-8b-instruct}
 * @param sla required when people wait; a batch has none
 * @param sizing how much more than the need is planned
 * @param candidate id of the candidate to look at more closely and to submit; absent for the recommended one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanRequest(
        String team,
        String model,
        PlanWorkload workload,
        PlanDemand demand,
        @Nullable PlanSla sla,
        PlanLimits limits,
        PlanSizing sizing,
        @Nullable String candidate) {
    /** With the usual sizing. */
    public PlanRequest(
            String team,
            String model,
            PlanWorkload workload,
            PlanDemand demand,
            @Nullable PlanSla sla,
            PlanLimits limits,
            @Nullable String candidate) {
        this(team, model, workload, demand, sla, limits, PlanSizing.USUAL, candidate);
    }

    public PlanRequest {
        requireText("/team", team, "Choose the team that the plan is for.");
        requireText("/model", model, "Choose a model.");
        if (demand.isOnline() && sla == null) {
            throw new PlatformProblem.Invalid(
                    "/sla", "missing", "People wait for the answers: choose an SLA profile or give a target.");
        }
    }

    @JsonCreator
    static PlanRequest of(
            @Nullable String team,
            @Nullable String model,
            @Nullable PlanWorkload workload,
            @Nullable PlanDemand demand,
            @Nullable PlanSla sla,
            @Nullable PlanLimits limits,
            @Nullable PlanSizing sizing,
            @Nullable String candidate) {
        if (workload == null) {
            throw new PlatformProblem.Invalid("/workload", "missing", "Say how long prompts and answers are.");
        }
        if (demand == null) {
            throw new PlatformProblem.Invalid("/demand", "missing", "Say how much work arrives.");
        }
        return new PlanRequest(
                team == null ? "" : team,
                model == null ? "" : model,
                workload,
                demand,
                sla,
                limits == null ? PlanLimits.NONE : limits,
                sizing == null ? PlanSizing.USUAL : sizing,
                candidate);
    }

    /** The same question about another candidate. */
    public PlanRequest choosing(@Nullable String other) {
        return new PlanRequest(team, model, workload, demand, sla, limits, sizing, other);
    }

    private static void requireText(String pointer, String value, String message) {
        if (value.isBlank()) {
            throw new PlatformProblem.Invalid(pointer, "missing", message);
        }
    }
}
