package io.sextant.planner.frontier;

import io.sextant.planner.capacity.Sla;
import io.sextant.planner.capacity.SlaMiss;
import io.sextant.planner.units.Percentile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks for single changes that would make an unreachable SLA reachable with one request per replica. */
final class ChangeSearch {

    private final PlanInput input;
    private final Sla sla;
    private final List<Candidate> candidates;
    private final Candidate nearest;
    private final LengthSearch lengths;

    ChangeSearch(PlanInput input, List<EvaluatedPairing> pairings, List<RejectedPairing> rejected, Candidate nearest) {
        this.input = input;
        this.sla = input.bindingSla();
        this.candidates = pairings.stream()
                .flatMap(pairing -> pairing.candidates().stream())
                .toList();
        this.nearest = nearest;
        this.lengths = LengthSearch.of(input, pairings, rejected);
    }

    /** The smallest first; of equal ones the cheapest to try. */
    List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        measure().ifPresent(changes::add);
        lowerPercentile().ifPresent(changes::add);
        changes.addAll(relax());
        changes.addAll(lengths.changes());
        changes.addAll(new SupplySearch(input, nearest).changes());
        changes.sort(Comparator.comparingDouble(Change::size));
        return changes;
    }

    private Optional<Change> measure() {
        return candidates.stream()
                .filter(candidate -> misses(candidate).allMatch(SlaMiss::isWithinTheBand))
                .min(Comparator.comparing(
                                (Candidate candidate) -> candidate.cost().hourly())
                        .thenComparingDouble(candidate -> candidate.latencyMs(sla.percentile())))
                .map(Change.Measure::new);
    }

    private static Stream<SlaMiss> misses(Candidate candidate) {
        return candidate.rejections().stream()
                .filter(Rejection.TargetMissed.class::isInstance)
                .map(rejection -> ((Rejection.TargetMissed) rejection).miss());
    }

    private Optional<Change> lowerPercentile() {
        return Arrays.stream(Percentile.values())
                .filter(percentile -> percentile.compareTo(sla.percentile()) < 0)
                .filter(percentile -> candidates.stream()
                        .anyMatch(candidate -> sla.at(percentile).isMetBy(candidate.point())))
                .max(Comparator.naturalOrder())
                .map(percentile -> new Change.LowerPercentile(sla.percentile(), percentile));
    }

    /** Each target by itself where it stands alone in the way somewhere; all that are missed together if none does. */
    private List<Change> relax() {
        List<Change> alone = sla.targets().stream()
                .flatMap(target -> candidates.stream()
                        .map(candidate -> misses(candidate).toList())
                        .filter(misses ->
                                misses.size() == 1 && misses.getFirst().term() == target.term())
                        .map(List::getFirst)
                        .min(Comparator.comparingDouble(SlaMiss::overshoot))
                        .stream())
                .<Change>map(ChangeSearch::relaxed)
                .toList();
        return alone.isEmpty()
                ? List.of(new Change.RelaxTogether(
                        misses(nearest).map(ChangeSearch::relaxed).toList()))
                : alone;
    }

    /** To two digits, towards the safe side, so that the new target really holds. */
    private static Change.Relax relaxed(SlaMiss miss) {
        double value = miss.pessimistic();
        double unit = Math.pow(10, Math.floor(Math.log10(value)) - 1);
        double to = (miss.term().isFloor() ? Math.floor(value / unit) : Math.ceil(value / unit)) * unit;
        return new Change.Relax(miss.term(), miss.limit(), to);
    }
}
