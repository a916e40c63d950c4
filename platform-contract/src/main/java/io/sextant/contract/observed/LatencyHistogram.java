package io.sextant.contract.observed;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Latencies counted between fixed bounds, as an engine publishes them.
 *
 * @param boundsSeconds ascending upper bounds, each included in its bucket
 * @param counts one per bound, and one more for what is above the last
 * @param sumSeconds of all that was counted
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LatencyHistogram(List<Double> boundsSeconds, List<Long> counts, double sumSeconds) {
    /** Nothing was counted, between no bounds. */
    public static final LatencyHistogram EMPTY = new LatencyHistogram(List.of(), List.of(0L), 0);

    /** More bounds than any engine has; a longer list is a mistake or an attack. */
    private static final int MOST_BOUNDS = 200;

    public LatencyHistogram {
        boundsSeconds = List.copyOf(boundsSeconds);
        counts = List.copyOf(counts);
        if (counts.size() != boundsSeconds.size() + 1 || boundsSeconds.size() > MOST_BOUNDS) {
            throw new IllegalArgumentException(boundsSeconds.size() + " bounds, of at most " + MOST_BOUNDS + ", with "
                    + counts.size() + " counts, which must be one more");
        }
        for (int i = 0; i < boundsSeconds.size(); i++) {
            double bound = boundsSeconds.get(i);
            if (!Double.isFinite(bound) || bound < 0 || (i > 0 && bound <= boundsSeconds.get(i - 1))) {
                throw new IllegalArgumentException("the bounds do not ascend: " + boundsSeconds);
            }
        }
        if (counts.stream().anyMatch(count -> count < 0) || !Double.isFinite(sumSeconds) || sumSeconds < 0) {
            throw new IllegalArgumentException("a count or the sum is negative");
        }
    }

    /** All that was counted. */
    public long total() {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Both together. Where the bounds differ the result has those of both, and what lies between two bounds of one is taken to be
     * spread evenly.
     */
    public LatencyHistogram plus(LatencyHistogram other) {
        if (total() == 0) {
            return other;
        }
        if (other.total() == 0) {
            return this;
        }
        List<Double> bounds = boundsSeconds.equals(other.boundsSeconds) ? boundsSeconds : boundsWith(other);
        List<Long> sums = new ArrayList<>();
        long below = 0;
        for (double bound : bounds) {
            long upTo = Math.round(countUpTo(bound) + other.countUpTo(bound));
            sums.add(Math.max(0, upTo - below));
            below = Math.max(below, upTo);
        }
        sums.add(Math.max(0, total() + other.total() - below));
        return new LatencyHistogram(bounds, sums, sumSeconds + other.sumSeconds);
    }

    private List<Double> boundsWith(LatencyHistogram other) {
        TreeSet<Double> union = new TreeSet<>(boundsSeconds);
        union.addAll(other.boundsSeconds);
        return union.size() > MOST_BOUNDS ? boundsSeconds : List.copyOf(union);
    }

    /** How many took no longer; between two bounds they are taken to be spread evenly, above the last none is counted. */
    public double countUpTo(double seconds) {
        double below = 0;
        double lower = 0;
        for (int i = 0; i < boundsSeconds.size(); i++) {
            double upper = boundsSeconds.get(i);
            if (seconds < upper) {
                return below + counts.get(i) * Math.max(0, seconds - lower) / (upper - lower);
            }
            below += counts.get(i);
            lower = upper;
        }
        return below;
    }
}
