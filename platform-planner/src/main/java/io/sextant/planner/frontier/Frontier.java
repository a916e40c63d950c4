package io.sextant.planner.frontier;

import io.sextant.planner.units.Percentile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The candidates that nothing beats: each that is better at one thing is worse at the other.
 *
 * @param candidates from cheapest to fastest; from the most tokens per GPU to the most per user
 */
public record Frontier(Tradeoff tradeoff, Percentile percentile, List<Candidate> candidates) {

    public Frontier {
        candidates = List.copyOf(candidates);
    }

    /** Cost against latency. */
    public static Frontier of(List<Candidate> all, Percentile percentile) {
        return of(Tradeoff.COST_AND_LATENCY, all, percentile);
    }

    public static Frontier of(Tradeoff tradeoff, List<Candidate> all, Percentile percentile) {
        List<Placed> kept = new ArrayList<>();
        for (Placed placed : placed(tradeoff, all, percentile)) {
            if (kept.isEmpty() || placed.second < kept.getLast().second) {
                kept.add(placed);
            }
        }
        return new Frontier(
                tradeoff, percentile, kept.stream().map(Placed::candidate).toList());
    }

    private record Placed(Candidate candidate, double first, double second) {}

    private static List<Placed> placed(Tradeoff tradeoff, List<Candidate> all, Percentile percentile) {
        return all.stream()
                .map(candidate ->
                        new Placed(candidate, tradeoff.first(candidate), tradeoff.second(candidate, percentile)))
                .sorted(Comparator.comparingDouble(Placed::first)
                        .thenComparingDouble(Placed::second)
                        .thenComparing(placed -> placed.candidate().id()))
                .toList();
    }

    public boolean isEmpty() {
        return candidates.isEmpty();
    }

    /** The best at the first thing: the cheapest, or the one with the most tokens per GPU. */
    public Candidate cheapest() {
        return candidates.getFirst();
    }

    /** The best at the second thing: the lowest latency, or the most tokens per user. */
    public Candidate fastest() {
        return candidates.getLast();
    }

    /**
     * The knee: nearest to being best at both, with both axes scaled to the frontier's own extent. Each axis counts by
     * factors, because a frontier reaches over many: half the latency is worth the same everywhere.
     */
    public Candidate balanced() {
        Candidate best = cheapest();
        double nearest = Double.POSITIVE_INFINITY;
        for (Placed placed : placed(tradeoff, candidates, percentile)) {
            double distance = distanceFromIdeal(placed);
            if (distance < nearest) {
                nearest = distance;
                best = placed.candidate();
            }
        }
        return best;
    }

    private double distanceFromIdeal(Placed placed) {
        double first = scaled(placed.first, tradeoff.first(cheapest()), tradeoff.first(fastest()));
        double second =
                scaled(placed.second, tradeoff.second(fastest(), percentile), tradeoff.second(cheapest(), percentile));
        return Math.hypot(first, second);
    }

    private static double scaled(double value, double best, double worst) {
        if (worst == best) {
            return 0;
        }
        return best == 0 || worst == 0
                ? (value - best) / (worst - best)
                : Math.log(value / best) / Math.log(worst / best);
    }
}
