package io.sextant.planner.frontier;

import io.sextant.planner.capacity.ReplicaSchedule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Answers a plan request: pairs pools with profiles, judges them and picks what to recommend. */
public final class Planner {

    /** Deterministic: equal inputs give equal plans. */
    public Plan plan(PlanInput input) {
        List<EvaluatedPairing> runnable = new ArrayList<>();
        List<RejectedPairing> rejected = new ArrayList<>();
        ReplicaSchedule schedule = ReplicaSchedule.of(input.demand(), input.policy());
        for (Pairing pairing : pairings(input)) {
            List<Rejection> rejections = PairingPolicy.rejections(pairing);
            if (rejections.isEmpty()) {
                runnable.add(new PairingEvaluation(input, schedule, pairing).evaluate());
            } else {
                rejected.add(new RejectedPairing(pairing, rejections));
            }
        }
        return new Plan(input, runnable, rejected, outcome(input, runnable, rejected));
    }

    /** Up to {@value Comparison#MOST_SERIES} plans in one chart. */
    public Comparison compare(List<Comparison.Entry> entries) {
        return Comparison.of(this, entries);
    }

    private static List<Pairing> pairings(PlanInput input) {
        return input.offers().stream()
                .flatMap(offer -> input.profiles().stream()
                        .filter(profile -> profile.isBuiltFor(offer.gpu()))
                        .map(profile ->
                                new Pairing(offer, profile, input.model(), input.workload(), input.performance())))
                .toList();
    }

    private static Outcome outcome(PlanInput input, List<EvaluatedPairing> runnable, List<RejectedPairing> rejected) {
        if (runnable.isEmpty()) {
            return new Outcome.NothingRuns(nothingRuns(input, rejected), supply(input, rejected));
        }
        Frontier available = frontier(input, runnable, Verdict.FITS);
        if (!available.isEmpty()) {
            return new Outcome.Recommended(available.cheapest(), available.balanced(), available.fastest());
        }
        return Stream.of(Verdict.NO_FREE_CAPACITY, Verdict.EXCEEDS_QUOTA)
                .map(verdict -> frontier(input, runnable, verdict))
                .filter(frontier -> !frontier.isEmpty())
                .findFirst()
                .<Outcome>map(frontier -> new Outcome.Blocked(frontier.cheapest()))
                .orElseGet(() -> new Outcome.Unreachable(new UnreachableAnalysis(input, runnable, rejected).analyse()));
    }

    private static Frontier frontier(PlanInput input, List<EvaluatedPairing> runnable, Verdict verdict) {
        List<Candidate> candidates = runnable.stream()
                .flatMap(pairing -> pairing.candidates().stream())
                .filter(candidate -> candidate.verdict() == verdict)
                .toList();
        return Frontier.of(candidates, input.sla().percentile());
    }

    private static List<Change> supply(PlanInput input, List<RejectedPairing> rejected) {
        List<Change> changes =
                new ArrayList<>(LengthSearch.of(input, List.of(), rejected).changes());
        changes.addAll(new SupplySearch(input, null).changes());
        changes.sort(Comparator.comparingDouble(Change::size));
        return changes;
    }

    private static String nothingRuns(PlanInput input, List<RejectedPairing> rejected) {
        Optional<String> reasons = rejected.stream()
                .flatMap(pairing -> pairing.rejections().stream())
                .map(Rejection::sentence)
                .distinct()
                .limit(3)
                .reduce((first, second) -> first + " " + second);
        return reasons.map(text -> "%s runs on none of the GPUs offered. %s"
                        .formatted(input.model().id(), text))
                .orElse("No GPU pool offered has an engine profile for %s."
                        .formatted(input.model().id()));
    }
}
