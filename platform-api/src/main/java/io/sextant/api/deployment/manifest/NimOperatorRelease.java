package io.sextant.api.deployment.manifest;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A release of the NIM Operator, as far as the fields and rules of its kinds depend on it. */
public record NimOperatorRelease(int major, int minor, int patch) implements Comparable<NimOperatorRelease> {
    /** The oldest release whose kinds Sextant renders. */
    public static final NimOperatorRelease OLDEST = new NimOperatorRelease(3, 0, 0);

    /** Knows {@code affinity}, minimum replicas of an autoscaler, and that {@code replicas} and autoscaler exclude each other. */
    public static final NimOperatorRelease AFFINITY = new NimOperatorRelease(3, 0, 2);

    /** Holds a NIMService at no replica. */
    public static final NimOperatorRelease ZERO_REPLICAS = new NimOperatorRelease(3, 1, 0);

    /** Knows {@code priorityClassName}. */
    public static final NimOperatorRelease PRIORITY_CLASS = new NimOperatorRelease(3, 1, 2);

    /** The newest release that was compared with what is rendered. */
    public static final NimOperatorRelease NEWEST = PRIORITY_CLASS;

    private static final Comparator<NimOperatorRelease> ORDER = Comparator.comparingInt(NimOperatorRelease::major)
            .thenComparingInt(NimOperatorRelease::minor)
            .thenComparingInt(NimOperatorRelease::patch);
    private static final Pattern FORM = Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,4})(?:[-+].*)?");

    /** The release a cluster reports, such as {@code v3.1.2}; empty where that is no release, such as a branch's name. */
    public static Optional<NimOperatorRelease> parse(@Nullable String reported) {
        return Optional.ofNullable(reported)
                .map(FORM::matcher)
                .filter(Matcher::matches)
                .map(form -> new NimOperatorRelease(number(form, 1), number(form, 2), number(form, 3)));
    }

    private static int number(Matcher form, int group) {
        return Integer.parseInt(form.group(group));
    }

    boolean knows(NimOperatorRelease since) {
        return compareTo(since) >= 0;
    }

    @Override
    public int compareTo(NimOperatorRelease other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
