package io.sextant.sandbox.autoscaler;

import java.time.Instant;
import java.util.stream.IntStream;

/** A stabilised recommendation within the bounds and what the policies allow now. */
record RateLimit(int replicas, ScalingCondition condition) {
    static RateLimit of(int desired, int current, ScalingSpec spec, ScalingHistory history, Instant now) {
        if (desired > current) {
            return up(desired, current, spec, history, now);
        }
        if (desired < current) {
            return down(desired, current, spec, history, now);
        }
        return within(desired);
    }

    private static RateLimit up(int desired, int current, ScalingSpec spec, ScalingHistory history, Instant now) {
        int allowed = Math.max(current, highest(spec.up(), current, history, now));
        if (desired <= Math.min(spec.max(), allowed)) {
            return within(desired);
        }
        return spec.max() > allowed
                ? limited(
                        allowed,
                        "ScaleUpLimit",
                        "the desired replica count is increasing faster than the maximum scale rate")
                : limited(
                        spec.max(),
                        "TooManyReplicas",
                        "the desired replica count is more than the maximum replica count");
    }

    private static RateLimit down(int desired, int current, ScalingSpec spec, ScalingHistory history, Instant now) {
        int allowed = Math.min(current, lowest(spec.down(), current, history, now));
        if (desired >= Math.max(spec.min(), allowed)) {
            return within(desired);
        }
        return spec.min() < allowed
                ? limited(
                        allowed,
                        "ScaleDownLimit",
                        "the desired replica count is decreasing faster than the maximum scale rate")
                : limited(
                        spec.min(),
                        "TooFewReplicas",
                        "the desired replica count is less than the minimum replica count");
    }

    private static int highest(ScalingRules rules, int current, ScalingHistory history, Instant now) {
        IntStream limits = rules.policies().stream().mapToInt(policy -> {
            int before = history.replicasBefore(policy.period(), current, now);
            return switch (policy.unit()) {
                case PODS -> before + policy.value();
                case PERCENT -> (int) Math.ceil(before * (1 + policy.value() / 100.0));
            };
        });
        return switch (rules.select()) {
            case MAX -> limits.max().orElse(current);
            case MIN -> limits.min().orElse(current);
            case DISABLED -> current;
        };
    }

    private static int lowest(ScalingRules rules, int current, ScalingHistory history, Instant now) {
        IntStream limits = rules.policies().stream().mapToInt(policy -> {
            int before = history.replicasBefore(policy.period(), current, now);
            return switch (policy.unit()) {
                case PODS -> before - policy.value();
                case PERCENT -> (int) (before * (1 - policy.value() / 100.0));
            };
        });
        return switch (rules.select()) {
            case MAX -> limits.min().orElse(current);
            case MIN -> limits.max().orElse(current);
            case DISABLED -> current;
        };
    }

    private static RateLimit within(int desired) {
        return new RateLimit(
                desired,
                ScalingCondition.scalingLimited(
                        false, "DesiredWithinRange", "the desired count is within the acceptable range"));
    }

    private static RateLimit limited(int replicas, String reason, String message) {
        return new RateLimit(replicas, ScalingCondition.scalingLimited(true, reason, message));
    }
}
