package io.sextant.sandbox.fault;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A fault that is to be caused.
 *
 * @param namespace that it is limited to; empty for all
 * @param name of what it strikes with all that is made for it, by the names that are given to those; empty for all
 * @param times how many pods, objects or requests it strikes before it is spent; absent for any number
 * @param lasts after which it ends by itself; absent until it is cleared
 * @param share of what it could strike that it does strike, above 0 and at most 1; which is up to the board's seed
 */
public record FaultOrder(
        FaultKind kind,
        String namespace,
        String name,
        @Nullable Integer times,
        @Nullable Duration lasts,
        double share) {
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final int MOST_TIMES = 100_000;

    public FaultOrder {
        if (times != null && (times < 1 || times > MOST_TIMES)) {
            throw new IllegalArgumentException("times must be from 1 to " + MOST_TIMES + ", not " + times);
        }
        if (lasts != null && (lasts.isNegative() || lasts.isZero() || lasts.compareTo(LONGEST) > 0)) {
            throw new IllegalArgumentException("seconds must be above 0 and at most a week, not " + lasts.toSeconds());
        }
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share must be above 0 and at most 1, not " + share);
        }
    }

    /** On the whole cluster, until it is cleared. */
    public static FaultOrder everywhere(FaultKind kind) {
        return new FaultOrder(kind, "", "", null, null, 1);
    }

    /** On one object and what is made for it, until it is cleared. */
    public static FaultOrder on(FaultKind kind, String namespace, String name) {
        return new FaultOrder(kind, namespace, name, null, null, 1);
    }

    public FaultOrder times(int count) {
        return new FaultOrder(kind, namespace, name, count, lasts, share);
    }

    public FaultOrder lasting(Duration duration) {
        return new FaultOrder(kind, namespace, name, times, duration, share);
    }

    public FaultOrder sharing(double part) {
        return new FaultOrder(kind, namespace, name, times, lasts, part);
    }

    boolean concerns(String subjectNamespace, String subjectName) {
        return (namespace.isEmpty() || namespace.equals(subjectNamespace))
                && (name.isEmpty() || MadeNames.isMadeFor(name, subjectName));
    }
}
