package io.sextant.sandbox.autoscaler;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HPAScalingPolicy;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HPAScalingRules;
import io.sextant.sandbox.control.TimeScale;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How fast replicas may change in one direction.
 *
 * @param stabilisation window whose recommendations are all heard
 * @param tolerance distance of usage over target from 1 that changes nothing
 * @param select which policy counts where several allow a change
 */
record ScalingRules(Duration stabilisation, double tolerance, Select select, List<Policy> policies) {
    private static final Duration PERIOD = Duration.ofSeconds(15);
    private static final double TOLERANCE = 0.1;

    /** Without {@code behavior.scaleUp}: at once, twice as many or four more in 15 s. */
    static final ScalingRules USUAL_UP = new ScalingRules(
            Duration.ZERO,
            TOLERANCE,
            Select.MAX,
            List.of(new Policy(Unit.PODS, 4, PERIOD), new Policy(Unit.PERCENT, 100, PERIOD)));

    /** Without {@code behavior.scaleDown}: all at once, but only what five minutes did not need. */
    static final ScalingRules USUAL_DOWN = new ScalingRules(
            Duration.ofMinutes(5), TOLERANCE, Select.MAX, List.of(new Policy(Unit.PERCENT, 100, PERIOD)));

    ScalingRules {
        policies = List.copyOf(policies);
    }

    /** Which of several policies counts. */
    enum Select {
        /** That of the largest change. */
        MAX,
        /** That of the smallest change. */
        MIN,
        /** None: this direction is closed. */
        DISABLED
    }

    /** What a policy's value counts. */
    enum Unit {
        PODS,
        PERCENT
    }

    /** At most so much change within {@code period}. */
    record Policy(Unit unit, int value, Duration period) {}

    /** These rules where {@code asked} is silent. */
    ScalingRules with(@Nullable HPAScalingRules asked) {
        if (asked == null) {
            return this;
        }
        return new ScalingRules(
                asked.getStabilizationWindowSeconds() == null
                        ? stabilisation
                        : Duration.ofSeconds(asked.getStabilizationWindowSeconds()),
                asked.getTolerance() == null
                        ? tolerance
                        : asked.getTolerance().getNumericalAmount().doubleValue(),
                asked.getSelectPolicy() == null
                        ? select
                        : Select.valueOf(asked.getSelectPolicy().toUpperCase(Locale.ROOT)),
                asked.getPolicies() == null || asked.getPolicies().isEmpty()
                        ? policies
                        : asked.getPolicies().stream().map(ScalingRules::policy).toList());
    }

    /** The same with the windows of the sandbox's time. */
    ScalingRules in(TimeScale scale) {
        return new ScalingRules(
                scale.wall(stabilisation),
                tolerance,
                select,
                policies.stream()
                        .map(policy -> new Policy(policy.unit(), policy.value(), scale.wall(policy.period())))
                        .toList());
    }

    private static Policy policy(HPAScalingPolicy asked) {
        return new Policy(
                asked.getType().equals("Percent") ? Unit.PERCENT : Unit.PODS,
                asked.getValue(),
                Duration.ofSeconds(asked.getPeriodSeconds()));
    }
}
