package io.sextant.api.metrics;

import io.sextant.contract.observed.LatencyHistogram;
import java.util.List;

/**
 * How much of what was measured met a target.
 *
 * @param targetMs at most
 * @param percent of all that must meet it
 * @param count what was measured
 * @param lowShare that met it for certain, 0 to 1; up to {@code highShare} may have, since an engine's buckets are coarse
 */
public record Attainment(double targetMs, int percent, long count, double lowShare, double highShare, Verdict verdict) {
    /** What is to be said of the target. */
    public enum Verdict {
        KEPT,
        MISSED,
        /** The engine's buckets are too coarse: the target lies within the one that decides. */
        UNCLEAR,
        /** So few were measured that one alone decides. */
        TOO_FEW
    }

    /** A histogram against a target that so many percent of all must meet. */
    public static Attainment of(LatencyHistogram histogram, double targetMs, int percent) {
        long total = histogram.total();
        long certain = 0;
        long possible = 0;
        List<Double> bounds = histogram.boundsSeconds();
        double lower = 0;
        for (int i = 0; i < histogram.counts().size(); i++) {
            boolean last = i == bounds.size();
            if (!last && bounds.get(i) * 1000 <= targetMs) {
                certain += histogram.counts().get(i);
            }
            if (lower * 1000 < targetMs) {
                possible += histogram.counts().get(i);
            }
            lower = last ? lower : bounds.get(i);
        }
        double low = total == 0 ? 0 : (double) certain / total;
        double high = total == 0 ? 0 : (double) possible / total;
        return new Attainment(targetMs, percent, total, low, high, verdict(total, low, high, percent));
    }

    private static Verdict verdict(long total, double low, double high, int percent) {
        double asked = percent / 100.0;
        if (total * (100L - percent) < 100) {
            return Verdict.TOO_FEW;
        }
        if (low >= asked) {
            return Verdict.KEPT;
        }
        return high < asked ? Verdict.MISSED : Verdict.UNCLEAR;
    }
}
