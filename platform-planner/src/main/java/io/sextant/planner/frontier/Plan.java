package io.sextant.planner.frontier;

import io.sextant.planner.capacity.ConcurrencyCeiling;
import io.sextant.planner.capacity.DayPoint;
import io.sextant.planner.capacity.Demand;
import io.sextant.planner.capacity.ReplicaSchedule;
import io.sextant.planner.capacity.SlaTerm;
import io.sextant.planner.cost.Money;
import io.sextant.planner.units.Display;
import io.sextant.planner.units.Percentile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The answer to a plan request: every candidate judged, one recommendation, and why the others lose.
 *
 * @param evaluated pairings that can run, with their curves and candidates
 * @param rejected pairings that cannot, with all reasons
 */
public record Plan(PlanInput input, List<EvaluatedPairing> evaluated, List<RejectedPairing> rejected, Outcome outcome) {

    public Plan {
        evaluated = List.copyOf(evaluated);
        rejected = List.copyOf(rejected);
    }

    public List<Candidate> candidates() {
        return evaluated.stream()
                .flatMap(pairing -> pairing.candidates().stream())
                .toList();
    }

    public Optional<Candidate> candidate(String id) {
        return candidates().stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst();
    }

    /** The candidate to submit unless the team picks another: the cheapest that fits. */
    public Optional<Candidate> recommended() {
        return outcome instanceof Outcome.Recommended recommended
                ? Optional.of(recommended.cheapest())
                : Optional.empty();
    }

    /** Non-dominated among what holds the SLA and can be had now. */
    public Frontier frontier() {
        return Frontier.of(with(Verdict.FITS).toList(), percentile());
    }

    /** Non-dominated among everything that runs, so that a chart can go on into the infeasible zone. */
    public Frontier technicalFrontier() {
        return Frontier.of(candidates(), percentile());
    }

    /** The same as {@link #frontier()} by tokens per second of a GPU against those of a user. */
    public Frontier rateFrontier() {
        return Frontier.of(Tradeoff.GPU_RATE_AND_USER_RATE, with(Verdict.FITS).toList(), percentile());
    }

    /** The same among everything that runs. */
    public Frontier technicalRateFrontier() {
        return Frontier.of(Tradeoff.GPU_RATE_AND_USER_RATE, candidates(), percentile());
    }

    /** From today's load to the peak with a candidate's profile; empty for a batch, which has no peak. */
    public Optional<ScalingPaths> scalingPaths(Candidate candidate) {
        return switch (input.demand()) {
            case Demand.Online online ->
                Optional.of(new PathSearch(input, online, pairingOf(candidate), candidate).paths());
            case Demand.Offline _ -> Optional.empty();
        };
    }

    /** Load and replicas of a candidate through the day. */
    public List<DayPoint> day(Candidate candidate) {
        return ReplicaSchedule.of(input.demand(), input.policy()).day(candidate.sizing(), candidate.autoscaling());
    }

    /** C* of a candidate's pairing under each target by itself. */
    public Map<SlaTerm, ConcurrencyCeiling> ceilingPerTarget(Candidate candidate) {
        return pairingOf(candidate).ceilingPerTarget(input.bindingSla());
    }

    /** The pairing a candidate belongs to, with its curve over concurrency and its C*. */
    public EvaluatedPairing pairingOf(Candidate candidate) {
        return evaluated.stream()
                .filter(pairing -> pairing.candidates().stream()
                        .anyMatch(other -> other.id().equals(candidate.id())))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not a candidate of this plan: " + candidate.id()));
    }

    public String verdict() {
        return outcome.sentence();
    }

    /** Why this candidate is not the recommended one; empty for the recommended one. */
    public List<String> reasonsAgainst(Candidate candidate) {
        if (!candidate.rejections().isEmpty()) {
            return candidate.rejections().stream().map(Rejection::sentence).toList();
        }
        return recommended()
                .filter(best -> !best.equals(candidate))
                .map(best -> List.of(comparison(candidate, best)))
                .orElse(List.of());
    }

    /** Proves that request and candidate are what was shown; see {@link PlanDigest}. */
    public String digest(Candidate candidate) {
        return PlanDigest.of(input, candidate);
    }

    /** The digest of the recommended candidate. */
    public Optional<String> digest() {
        return recommended().map(this::digest);
    }

    private Stream<Candidate> with(Verdict verdict) {
        return candidates().stream().filter(candidate -> candidate.verdict() == verdict);
    }

    private Percentile percentile() {
        return input.sla().percentile();
    }

    private String comparison(Candidate candidate, Candidate best) {
        boolean batch = candidate.cost().batch() != null;
        String latency = (batch ? "done after " : "E2E " + percentile().label() + " ")
                + Display.duration(candidate.latencyMs(percentile())) + " against "
                + Display.duration(best.latencyMs(percentile()));
        Money cost = candidate.cost().compared();
        Money least = best.cost().compared();
        return cost.compareTo(least) > 0
                ? "Costs " + cost.above(least).text() + (batch ? " more for the batch than " : " more per hour than ")
                        + best.summary() + "; " + latency + "."
                : "Costs the same as " + best.summary() + " and is not faster; " + latency + ".";
    }
}
