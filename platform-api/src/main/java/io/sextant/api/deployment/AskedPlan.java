package io.sextant.api.deployment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sextant.api.planning.PlanAnswer;
import io.sextant.api.planning.PlanCandidate;
import io.sextant.api.planning.PlanProposal;
import java.math.BigDecimal;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What is frozen when approval is asked for: the plan with its price version, and the change it is part of.
 *
 * @param minReplicas of a resize, as is {@code maxReplicas}
 * @param rollBackTo generation, of a roll-back
 * @param candidate of another plan
 * @param cheaper the cheapest candidate that holds the SLA as well and was not chosen
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AskedPlan(
        @Nullable Integer minReplicas,
        @Nullable Integer maxReplicas,
        @Nullable Long rollBackTo,
        @Nullable String candidate,
        @Nullable Cheaper cheaper,
        PlanProposal plan) {
    /** A candidate that was refused although it costs less. */
    public record Cheaper(String what, BigDecimal perMonth, String standing) {
        /** The cheapest of those that hold the SLA and cost less than the proposal. */
        static @Nullable Cheaper than(PlanProposal proposal, PlanAnswer answer) {
            return answer.candidates().stream()
                    .filter(candidate -> candidate.status().holdsSla())
                    .filter(candidate -> candidate
                                    .cost()
                                    .perMonth()
                                    .compareTo(proposal.cost().perMonth())
                            < 0)
                    .min(Comparator.comparing(candidate -> candidate.cost().perMonth()))
                    .map(candidate -> new Cheaper(
                            "%d x %s in %s with %s"
                                    .formatted(
                                            candidate.gpus(),
                                            candidate.gpuName(),
                                            candidate.cluster(),
                                            candidate.profile()),
                            candidate.cost().perMonth(),
                            standing(candidate)))
                    .orElse(null);
        }

        private static String standing(PlanCandidate candidate) {
            return switch (candidate.status()) {
                case FITS -> "It can be had now.";
                case OVER_COST_LIMIT -> "It is above the cost limit that was asked for.";
                case NO_FREE_CAPACITY -> "Its cluster has no room for it now.";
                case EXCEEDS_QUOTA -> "The team's quota has no room for it.";
                case CLUSTER_UNFIT -> "Its cluster is not set up for it.";
                case MISSES_SLA -> "It does not hold the SLA.";
            };
        }
    }

    static AskedPlan submission(PlanProposal plan, @Nullable Cheaper cheaper) {
        return new AskedPlan(null, null, null, null, cheaper, plan);
    }

    /** The change as it was asked for, towards this plan. */
    static AskedPlan of(DeploymentChange change, PlanProposal plan) {
        return switch (change) {
            case DeploymentChange.Resize(int min, int max) -> new AskedPlan(min, max, null, null, null, plan);
            case DeploymentChange.RollBack(long generation) -> new AskedPlan(null, null, generation, null, null, plan);
            case DeploymentChange.Replan(String candidate, String _) ->
                new AskedPlan(null, null, null, candidate, null, plan);
            case DeploymentChange.Start _, DeploymentChange.Stop _ -> new AskedPlan(null, null, null, null, null, plan);
        };
    }
}
