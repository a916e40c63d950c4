package io.sextant.planner.frontier;

import io.sextant.planner.capacity.Sla;
import io.sextant.planner.capacity.SlaTarget;
import io.sextant.planner.capacity.SlaTerm;
import io.sextant.planner.units.Estimate;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Finds out why no candidate holds the SLA and what is nearest. */
final class UnreachableAnalysis {

    private final PlanInput input;
    private final List<EvaluatedPairing> pairings;
    private final List<RejectedPairing> rejected;
    private final List<Candidate> candidates;
    private final Sla sla;

    UnreachableAnalysis(PlanInput input, List<EvaluatedPairing> pairings, List<RejectedPairing> rejected) {
        this.input = input;
        this.pairings = pairings;
        this.rejected = rejected;
        this.candidates = pairings.stream()
                .flatMap(pairing -> pairing.candidates().stream())
                .toList();
        this.sla = input.bindingSla();
    }

    UnreachableSla analyse() {
        Candidate nearest = lowest(candidate -> sla.worstOvershoot(candidate.point()));
        List<NearestPoint> perTerm =
                sla.targets().stream().map(this::nearestFor).toList();
        List<Change> changes = new ChangeSearch(input, pairings, rejected, nearest).changes();
        return new UnreachableSla(bindingAt(nearest), nearest, perTerm, changes);
    }

    private record Rated(Candidate candidate, double overshoot) {}

    private Candidate lowest(ToDoubleFunction<Candidate> overshoot) {
        return candidates.stream()
                .map(candidate -> new Rated(candidate, overshoot.applyAsDouble(candidate)))
                .min(Comparator.comparingDouble(Rated::overshoot)
                        .thenComparing(rated -> rated.candidate().cost().hourly()))
                .orElseThrow()
                .candidate();
    }

    private SlaTerm bindingAt(Candidate nearest) {
        return sla.targets().stream()
                .max(Comparator.comparingDouble(target -> overshoot(nearest, target)))
                .map(SlaTarget::term)
                .orElseThrow();
    }

    private NearestPoint nearestFor(SlaTarget target) {
        Candidate best = lowest(candidate -> overshoot(candidate, target));
        return new NearestPoint(target.term(), target.limit(), estimate(best, target), best);
    }

    private double overshoot(Candidate candidate, SlaTarget target) {
        SlaTerm term = target.term();
        return term.overshoot(term.pessimistic(estimate(candidate, target)), target.limit());
    }

    private Estimate estimate(Candidate candidate, SlaTarget target) {
        return target.term().of(candidate.point(), sla.percentile());
    }
}
