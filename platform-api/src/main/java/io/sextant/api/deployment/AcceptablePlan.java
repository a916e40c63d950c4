package io.sextant.api.deployment;

import io.sextant.api.planning.PlanAnswer;
import io.sextant.api.planning.PlanProposal;
import io.sextant.api.problem.PlatformProblem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides whether what was planned again just now is what was accepted, and whether it can be had. */
final class AcceptablePlan {
    private static final String PLAN_AGAIN = "Plan again, look at the result, and submit it with its own digest.";

    private AcceptablePlan() {}

    /** The proposal to deploy; quota is not looked at, the ledger decides that. */
    static PlanProposal of(PlanAnswer answer, SubmitRequest request) {
        return of(answer, request.digest(), request.seen());
    }

    /**
     * The same with what was seen of it.
     *
     * @param digest that was accepted; absent where nothing was yet
     */
    static PlanProposal of(PlanAnswer answer, @Nullable String digest, @Nullable PlanSummary seen) {
        PlanProposal proposal = answer.proposal();
        if (proposal == null) {
            throw new PlatformProblem.Infeasible(
                    "plan-infeasible", "No plan holds this SLA", answer.verdict(), PLAN_AGAIN, Map.of());
        }
        if (digest != null && !proposal.digest().equals(digest)) {
            throw changed(seen, proposal);
        }
        requireImage(proposal);
        return switch (proposal.status()) {
            case FITS, EXCEEDS_QUOTA -> proposal;
            case MISSES_SLA ->
                throw new PlatformProblem.Infeasible(
                        "sla-not-held",
                        "This candidate does not hold the SLA",
                        reasons(answer),
                        "Choose a candidate that holds it, or state an SLA that it holds.",
                        Map.of("candidate", proposal.candidate()));
            case OVER_COST_LIMIT ->
                throw new PlatformProblem.Infeasible(
                        "over-cost-limit",
                        "This candidate costs more than you allow",
                        reasons(answer),
                        "Raise the limit or choose a cheaper candidate.",
                        Map.of("candidate", proposal.candidate()));
            case CLUSTER_UNFIT ->
                throw new PlatformProblem.Conflict(
                        "cluster-unfit",
                        "The cluster is not set up for it",
                        reasons(answer),
                        "Choose a candidate on another cluster, or have an administrator mend what is named.",
                        Map.of("cluster", proposal.placement().cluster()));
            case NO_FREE_CAPACITY ->
                throw new PlatformProblem.Conflict(
                        "no-free-capacity",
                        "The cluster has no room for it now",
                        reasons(answer),
                        "Wait until GPUs get free, or choose a candidate on another GPU product or cluster.",
                        Map.of(
                                "cluster",
                                proposal.placement().cluster(),
                                "gpuProduct",
                                proposal.placement().gpuProduct()));
        };
    }

    private static void requireImage(PlanProposal proposal) {
        if (proposal.model().imageRepository() == null) {
            throw new PlatformProblem.Conflict(
                    "model-not-deployable",
                    "This model cannot be deployed yet",
                    "The catalogue has no NIM image of %s, so no cluster could run it."
                            .formatted(proposal.model().name()),
                    "Ask a platform administrator to name its image in the catalogue, then plan again.",
                    Map.of("model", proposal.model().nimId()));
        }
    }

    private static PlatformProblem changed(@Nullable PlanSummary seen, PlanProposal proposal) {
        PlanSummary now = PlanSummary.of(proposal);
        List<String> changes = seen == null ? List.of() : seen.changesTo(now);
        String detail = changes.isEmpty()
                ? "Planning again gives a result with another digest than the one you accepted."
                : String.join(" ", changes);
        return new PlatformProblem.Conflict(
                "plan-changed",
                "The plan has changed since you saw it",
                detail,
                PLAN_AGAIN,
                Map.of("digest", proposal.digest(), "now", now, "changes", changes));
    }

    private static String reasons(PlanAnswer answer) {
        List<String> reasons =
                answer.proposed().map(candidate -> candidate.reasons()).orElse(List.of());
        return reasons.isEmpty() ? answer.verdict() : String.join(" ", reasons);
    }
}
