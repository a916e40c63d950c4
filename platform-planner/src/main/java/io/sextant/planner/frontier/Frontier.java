package io.sextant.planner.frontier;

import io.sextant.planner.cost.Money;
import io.sextant.planner.units.Percentile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The candidates that nothing beats: each cheaper one is slower and each faster one costs more.
 *
 * @param candidates from cheapest to fastest
 */
public record Frontier(Percentile percentile, List<Candidate> candidates) {

    public Frontier {
        candidates = List.copyOf(candidates);
    }

    public static Frontier of(List<Candidate> all, Percentile percentile) {
        List<Candidate> kept = new ArrayList<>();
        for (Candidate candidate : all.stream().sorted(byCost(percentile)).toList()) {
            if (kept.isEmpty()
                    || candidate.latencyMs(percentile) < kept.getLast().latencyMs(percentile)) {
                kept.add(candidate);
            }
        }
        return new Frontier(percentile, kept);
    }

    private static Comparator<Candidate> byCost(Percentile percentile) {
        return Comparator.<Candidate, Money>comparing(
                        candidate -> candidate.cost().hourly())
                .thenComparingDouble(candidate -> candidate.latencyMs(percentile))
                .thenComparing(Candidate::id);
    }

    public boolean isEmpty() {
        return candidates.isEmpty();
    }

    public Candidate cheapest() {
        return candidates.getFirst();
    }

    public Candidate fastest() {
        return candidates.getLast();
    }

    /** The knee: nearest to being both cheapest and fastest, with both axes scaled to the frontier's own extent. */
    public Candidate balanced() {
        Candidate best = cheapest();
        for (Candidate candidate : candidates) {
            if (distanceFromIdeal(candidate) < distanceFromIdeal(best)) {
                best = candidate;
            }
        }
        return best;
    }

    private double distanceFromIdeal(Candidate candidate) {
        double costs = scaled(hourly(candidate), hourly(cheapest()), hourly(fastest()));
        double latency = scaled(
                candidate.latencyMs(percentile),
                fastest().latencyMs(percentile),
                cheapest().latencyMs(percentile));
        return Math.hypot(costs, latency);
    }

    private static double scaled(double value, double best, double worst) {
        return worst == best ? 0 : (value - best) / (worst - best);
    }

    private static double hourly(Candidate candidate) {
        return candidate.cost().hourly().amount().doubleValue();
    }
}
