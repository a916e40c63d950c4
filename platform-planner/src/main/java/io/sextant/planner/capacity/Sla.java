package io.sextant.planner.capacity;

import io.sextant.planner.performance.OperatingPoint;
import io.sextant.planner.units.Estimate;
import io.sextant.planner.units.Percentile;
import io.sextant.planner.units.Quantity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What users must feel: limits that hold for a share of the requests. A null target is not asked for.
 *
 * @param minTokensPerSecondPerUser floor on the rate of one answer
 */
public record Sla(
        Percentile percentile,
        @Nullable Double ttftMs,
        @Nullable Double itlMs,
        @Nullable Double e2eMs,
        @Nullable Double minTokensPerSecondPerUser) {

    public Sla {
        requirePositive("TTFT target", ttftMs);
        requirePositive("ITL target", itlMs);
        requirePositive("E2E target", e2eMs);
        requirePositive("floor on tokens/s per user", minTokensPerSecondPerUser);
    }

    /** No latency target at all. */
    public static Sla none() {
        return new Sla(Percentile.P95, null, null, null, null);
    }

    private static void requirePositive(String name, @Nullable Double value) {
        if (value != null) {
            Quantity.positive(name, value);
        }
    }

    public List<SlaTarget> targets() {
        List<SlaTarget> targets = new ArrayList<>(4);
        for (SlaTerm term : SlaTerm.values()) {
            Double limit = limit(term);
            if (limit != null) {
                targets.add(new SlaTarget(term, limit));
            }
        }
        return List.copyOf(targets);
    }

    public @Nullable Double limit(SlaTerm term) {
        return switch (term) {
            case TTFT -> ttftMs;
            case ITL -> itlMs;
            case E2E -> e2eMs;
            case USER_RATE -> minTokensPerSecondPerUser;
        };
    }

    /** Every target whose cautious edge is beyond its limit. */
    public List<SlaMiss> misses(OperatingPoint point) {
        List<SlaMiss> misses = new ArrayList<>(0);
        for (SlaTerm term : SlaTerm.values()) {
            Double limit = limit(term);
            if (limit == null) {
                continue;
            }
            Estimate estimate = term.of(point, percentile);
            if (term.overshoot(term.pessimistic(estimate), limit) > 1) {
                misses.add(new SlaMiss(term, percentile, estimate, limit));
            }
        }
        return List.copyOf(misses);
    }

    public boolean isMetBy(OperatingPoint point) {
        return worstOvershoot(point) <= 1;
    }

    /** Overshoot of the target that is furthest from being held; 0 without targets. */
    public double worstOvershoot(OperatingPoint point) {
        double worst = 0;
        for (SlaTerm term : SlaTerm.values()) {
            Double limit = limit(term);
            if (limit != null) {
                worst = Math.max(worst, term.overshoot(term.pessimistic(term.of(point, percentile)), limit));
            }
        }
        return worst;
    }

    public Sla at(Percentile other) {
        return new Sla(other, ttftMs, itlMs, e2eMs, minTokensPerSecondPerUser);
    }

    /** With another limit for one target. */
    public Sla with(SlaTerm term, @Nullable Double limit) {
        return new Sla(
                percentile,
                term == SlaTerm.TTFT ? limit : ttftMs,
                term == SlaTerm.ITL ? limit : itlMs,
                term == SlaTerm.E2E ? limit : e2eMs,
                term == SlaTerm.USER_RATE ? limit : minTokensPerSecondPerUser);
    }

    /** With one of the targets alone. */
    public Sla only(SlaTerm term) {
        return new Sla(percentile, null, null, null, null).with(term, limit(term));
    }
}
