package io.sextant.sandbox.autoscaler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What an autoscaler has recommended and done so far; lost with the process, as in Kubernetes. */
record ScalingHistory(List<Recommendation> recommendations, List<Rescale> rescales) {
    ScalingHistory {
        recommendations = List.copyOf(recommendations);
        rescales = List.copyOf(rescales);
    }

    /** What the metrics asked for, before anything was held back. */
    record Recommendation(Instant at, int replicas) {}

    /** A change that was made; {@code change} is negative for fewer replicas. */
    record Rescale(Instant at, int change) {}

    /** The replicas found at first count as recommended, so that a restart takes none away at once. */
    static ScalingHistory startingWith(int replicas, Instant now) {
        return new ScalingHistory(List.of(new Recommendation(now, replicas)), List.of());
    }

    ScalingHistory recommended(int replicas, Instant now) {
        List<Recommendation> longer = new ArrayList<>(recommendations);
        longer.add(new Recommendation(now, replicas));
        return new ScalingHistory(longer, rescales);
    }

    ScalingHistory rescaled(int change, Instant now) {
        List<Rescale> longer = new ArrayList<>(rescales);
        longer.add(new Rescale(now, change));
        return new ScalingHistory(recommendations, longer);
    }

    /** Without what no window of the spec reaches back to. */
    ScalingHistory pruned(ScalingSpec spec, Instant now) {
        Instant heard = now.minus(longer(spec.up().stabilisation(), spec.down().stabilisation()));
        Instant counted = now.minus(longer(longestPeriod(spec.up()), longestPeriod(spec.down())));
        return new ScalingHistory(
                recommendations.stream()
                        .filter(recommendation -> recommendation.at().isAfter(heard))
                        .toList(),
                rescales.stream()
                        .filter(rescale -> rescale.at().isAfter(counted))
                        .toList());
    }

    /** How many replicas there were when the period began. */
    int replicasBefore(Duration period, int current, Instant now) {
        Instant start = now.minus(period);
        return current
                - rescales.stream()
                        .filter(rescale -> rescale.at().isAfter(start))
                        .mapToInt(Rescale::change)
                        .sum();
    }

    private static Duration longestPeriod(ScalingRules rules) {
        return rules.policies().stream()
                .map(ScalingRules.Policy::period)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}
