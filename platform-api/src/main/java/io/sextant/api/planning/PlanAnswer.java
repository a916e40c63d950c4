package io.sextant.api.planning;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a {@link PlanRequest}: every candidate, one proposal, and why the others lose.
 *
 * @param feasible whether a candidate holds the SLA and can be had now
 * @param verdict the answer in a sentence or two
 * @param proposal the chosen candidate, else the recommended one, else the cheapest that holds the SLA; absent when none does
 * @param effect what the proposal would do to quota and free GPUs
 * @param curve latency and throughput over concurrency of the proposal's GPU and profile, else of the nearest candidate's
 * @param ceilings of the same GPU and profile, for each target by itself
 * @param growth the two ways from today's load to the peak; absent for a batch
 * @param run through the day, of the candidate that is looked at
 * @param memory of each GPU, of the candidate that is looked at
 * @param rejections profiles that cannot run at all, with all the reasons
 * @param unreachable present when no candidate holds the SLA
 * @param changes single changes to the request that would make it feasible, smallest first; empty when it is
 * @param notes what the reader should know about the data, such as a cluster that is silent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanAnswer(
        Instant plannedAt,
        PlanRequest request,
        boolean feasible,
        Outcome outcome,
        String verdict,
        @Nullable PlanProposal proposal,
        @Nullable PlanEffect effect,
        @Nullable PlanCurve curve,
        List<PlanCeiling> ceilings,
        @Nullable PlanGrowth growth,
        @Nullable PlanRun run,
        @Nullable PlanMemory memory,
        PlanBasis basis,
        List<PlanCandidate> candidates,
        List<PlanRejection> rejections,
        @Nullable PlanUnreachable unreachable,
        List<PlanChange> changes,
        List<String> notes) {
    /** What a plan comes to. */
    public enum Outcome {
        /** A candidate holds the SLA and can be had now. */
        RECOMMENDED,
        /** The SLA can be held, but not within the cost limit. */
        OVER_COST_LIMIT,
        /** The SLA can be held, but not with the quota or the free GPUs there are. */
        BLOCKED,
        /** No candidate holds the SLA, with any number of GPUs. */
        UNREACHABLE,
        /** No profile can run this workload on any GPU offered. */
        NOTHING_RUNS
    }

    public PlanAnswer {
        ceilings = List.copyOf(ceilings);
        candidates = List.copyOf(candidates);
        rejections = List.copyOf(rejections);
        changes = List.copyOf(changes);
        notes = List.copyOf(notes);
    }

    /** The candidate of that id. */
    public Optional<PlanCandidate> candidate(String id) {
        return candidates.stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst();
    }

    /** The candidate that the proposal makes ready for submission. */
    public Optional<PlanCandidate> proposed() {
        return proposal == null ? Optional.empty() : candidate(proposal.candidate());
    }
}
