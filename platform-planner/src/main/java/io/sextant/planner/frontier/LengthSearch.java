package io.sextant.planner.frontier;

import io.sextant.planner.capacity.Sla;
import io.sextant.planner.performance.LengthDistribution;
import io.sextant.planner.performance.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** Looks for the longest input and the longest output with which the SLA holds, one request per replica. */
final class LengthSearch {

    private final Workload now;
    private final Sla sla;
    private final List<Pairing> pairings;

    private LengthSearch(PlanInput input, List<Pairing> pairings) {
        this.now = input.workload();
        this.sla = input.bindingSla();
        this.pairings = pairings;
    }

    static LengthSearch of(PlanInput input, List<EvaluatedPairing> runnable, List<RejectedPairing> rejected) {
        Stream<Pairing> tooLong = rejected.stream()
                .filter(pairing -> pairing.rejections().stream().allMatch(LengthSearch::isAboutLength))
                .map(RejectedPairing::pairing);
        return new LengthSearch(
                input,
                Stream.concat(runnable.stream().map(EvaluatedPairing::pairing), tooLong)
                        .toList());
    }

    private static boolean isAboutLength(Rejection rejection) {
        return rejection instanceof Rejection.ExceedsContext || rejection instanceof Rejection.SequenceDoesNotFit;
    }

    List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        longestThatHolds(
                        now.isl().mean(),
                        tokens -> new Workload(
                                new LengthDistribution(tokens, now.isl().spread()), now.osl(), now.prefixShare()))
                .map(tokens -> new Change.ShortenInput(now.isl().mean(), tokens))
                .ifPresent(changes::add);
        longestThatHolds(
                        now.osl().mean(),
                        tokens -> new Workload(
                                now.isl(),
                                new LengthDistribution(tokens, now.osl().spread()),
                                now.prefixShare()))
                .map(tokens -> new Change.ShortenOutput(now.osl().mean(), tokens))
                .ifPresent(changes::add);
        return changes;
    }

    /** A pairing is looked at closely only if it holds more than the best one so far. */
    private Optional<Integer> longestThatHolds(double from, IntFunction<Workload> workload) {
        int longest = 0;
        int tooLong = (int) Math.min(Integer.MAX_VALUE, Math.ceil(from));
        for (Pairing pairing : pairings) {
            if (longest + 1 < tooLong && holds(pairing, workload.apply(longest + 1))) {
                longest = longestOf(pairing, longest + 1, tooLong, workload);
            }
        }
        return longest == 0 ? Optional.empty() : Optional.of(longest);
    }

    private int longestOf(Pairing pairing, int known, int tooLong, IntFunction<Workload> workload) {
        int holds = known;
        int fails = tooLong;
        while (fails - holds > 1) {
            int middle = (holds + fails) >>> 1;
            if (holds(pairing, workload.apply(middle))) {
                holds = middle;
            } else {
                fails = middle;
            }
        }
        return holds;
    }

    private boolean holds(Pairing pairing, Workload workload) {
        Pairing changed = pairing.with(workload);
        return PairingPolicy.rejections(changed).isEmpty()
                && sla.isMetBy(changed.performance().at(1));
    }
}
