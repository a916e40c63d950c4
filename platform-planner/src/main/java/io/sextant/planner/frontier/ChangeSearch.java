package io.sextant.planner.frontier;

import io.sextant.planner.capacity.Sla;
import io.sextant.planner.capacity.SlaMiss;
import io.sextant.planner.performance.LengthDistribution;
import io.sextant.planner.performance.Workload;
import io.sextant.planner.units.Percentile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** Looks for single changes that would make an unreachable SLA reachable with one request per replica. */
final class ChangeSearch {

    private final PlanInput input;
    private final Sla sla;
    private final List<EvaluatedPairing> pairings;
    private final Candidate nearest;

    ChangeSearch(PlanInput input, List<EvaluatedPairing> pairings, Candidate nearest) {
        this.input = input;
        this.sla = input.bindingSla();
        this.pairings = pairings;
        this.nearest = nearest;
    }

    List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        measure().ifPresent(changes::add);
        lowerPercentile().ifPresent(changes::add);
        relax().ifPresent(changes::add);
        shortenInput().ifPresent(changes::add);
        shortenOutput().ifPresent(changes::add);
        return changes;
    }

    private Optional<Change> measure() {
        return pairings.stream()
                .flatMap(pairing -> pairing.candidates().stream())
                .filter(candidate -> sla.misses(candidate.point()).stream().allMatch(SlaMiss::isWithinTheBand))
                .min(Comparator.comparing(
                                (Candidate candidate) -> candidate.cost().hourly())
                        .thenComparingDouble(candidate -> candidate.latencyMs(sla.percentile())))
                .map(Change.Measure::new);
    }

    private Optional<Change> lowerPercentile() {
        return Arrays.stream(Percentile.values())
                .filter(percentile -> percentile.compareTo(sla.percentile()) < 0)
                .filter(percentile -> pairings.stream()
                        .flatMap(pairing -> pairing.candidates().stream())
                        .anyMatch(candidate -> sla.at(percentile).isMetBy(candidate.point())))
                .max(Comparator.naturalOrder())
                .map(percentile -> new Change.LowerPercentile(sla.percentile(), percentile));
    }

    /** Only when one target stands alone in the way; with two, a single change does not help. */
    private Optional<Change> relax() {
        List<SlaMiss> misses = sla.misses(nearest.point());
        if (misses.size() != 1) {
            return Optional.empty();
        }
        SlaMiss miss = misses.getFirst();
        return Optional.of(new Change.Relax(miss.term(), miss.limit(), rounded(miss)));
    }

    /** To two digits, towards the safe side, so that the new target really holds. */
    private static double rounded(SlaMiss miss) {
        double value = miss.pessimistic();
        double unit = Math.pow(10, Math.floor(Math.log10(value)) - 1);
        return (miss.term().isFloor() ? Math.floor(value / unit) : Math.ceil(value / unit)) * unit;
    }

    private Optional<Change> shortenInput() {
        Workload now = input.workload();
        return longestThatHolds(
                        now.isl().mean(),
                        tokens -> new Workload(
                                new LengthDistribution(tokens, now.isl().spread()), now.osl(), now.prefixShare()))
                .map(tokens -> new Change.ShortenInput(now.isl().mean(), tokens));
    }

    private Optional<Change> shortenOutput() {
        Workload now = input.workload();
        return longestThatHolds(
                        now.osl().mean(),
                        tokens -> new Workload(
                                now.isl(),
                                new LengthDistribution(tokens, now.osl().spread()),
                                now.prefixShare()))
                .map(tokens -> new Change.ShortenOutput(now.osl().mean(), tokens));
    }

    private Optional<Integer> longestThatHolds(double from, IntFunction<Workload> workload) {
        int holds = 0;
        int fails = (int) Math.ceil(from);
        while (fails - holds > 1) {
            int middle = (holds + fails) >>> 1;
            if (isHeldWith(workload.apply(middle))) {
                holds = middle;
            } else {
                fails = middle;
            }
        }
        return holds == 0 ? Optional.empty() : Optional.of(holds);
    }

    private boolean isHeldWith(Workload workload) {
        return pairings.stream()
                .map(EvaluatedPairing::pairing)
                .map(pairing -> new Pairing(pairing.offer(), pairing.profile(), pairing.model(), workload))
                .anyMatch(pairing -> sla.isMetBy(pairing.performance().at(1)));
    }
}
