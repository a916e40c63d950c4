package io.sextant.sandbox.autoscaler;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an autoscaler does at one look.
 *
 * @param replicas to run from now on
 * @param rescaleReason why that is another number; null where it is not
 * @param conditions those that were decided upon; the others stay
 * @param failure why the metrics led to nothing; null where they did
 */
record ScalingDecision(
        int replicas,
        @Nullable String rescaleReason,
        List<ScalingCondition> conditions,
        @Nullable String failure,
        ScalingHistory history) {
    ScalingDecision {
        conditions = List.copyOf(conditions);
    }

    /** Decides by what the metrics ask for, the bounds and rules, and what was recommended and done before. */
    static ScalingDecision of(
            ScalingSpec spec, int current, List<MetricDemand> demands, ScalingHistory history, Instant now) {
        ScalingHistory known = history.pruned(spec, now);
        if (current == 0 && spec.min() != 0) {
            return still(
                    0,
                    known,
                    ScalingCondition.scalingActive(
                            false,
                            "ScalingDisabled",
                            "scaling is disabled since the replica count of the target is zero"));
        }
        if (current > spec.max()) {
            return bounded(spec.max(), "Current number of replicas above Spec.MaxReplicas", known);
        }
        if (current < spec.min()) {
            return bounded(spec.min(), "Current number of replicas below Spec.MinReplicas", known);
        }
        return byMetrics(spec, current, demands, known, now);
    }

    private static ScalingDecision byMetrics(
            ScalingSpec spec, int current, List<MetricDemand> demands, ScalingHistory history, Instant now) {
        MetricDemand.Replicas highest = highest(demands);
        List<MetricDemand.Unknown> unknown = unknown(demands);
        if (highest == null || (!unknown.isEmpty() && highest.replicas() < current)) {
            return failed(current, demands.size(), unknown, history);
        }
        Stabilisation stable = Stabilisation.of(highest.replicas(), current, spec, history, now);
        RateLimit limited = RateLimit.of(stable.replicas(), current, spec, history, now);
        List<ScalingCondition> conditions = new ArrayList<>();
        boolean rescales = limited.replicas() != current;
        conditions.add(rescales ? rescaled(limited.replicas()) : stable.condition());
        conditions.add(ScalingCondition.scalingActive(
                true,
                "ValidMetricFound",
                "the HPA was able to successfully calculate a replica count from " + highest.metric()));
        conditions.add(limited.condition());
        String reason = highest.replicas() > current ? highest.metric() + " above target" : "All metrics below target";
        return new ScalingDecision(
                limited.replicas(),
                rescales ? reason : null,
                conditions,
                null,
                history.recommended(highest.replicas(), now));
    }

    /** No metric is known, or one is not and the others want fewer: nothing is taken away on half the evidence. */
    private static ScalingDecision failed(
            int current, int metrics, List<MetricDemand.Unknown> unknown, ScalingHistory history) {
        if (unknown.isEmpty()) {
            return still(
                    current,
                    history,
                    ScalingCondition.scalingActive(false, "InvalidMetricSourceType", "the HPA has no metric"));
        }
        MetricDemand.Unknown first = unknown.getFirst();
        return new ScalingDecision(
                current,
                null,
                List.of(
                        found(),
                        ScalingCondition.scalingActive(
                                false,
                                first.reason(),
                                "the HPA was unable to compute the replica count: " + first.message())),
                "invalid metrics (%d invalid out of %d), first error is: %s"
                        .formatted(unknown.size(), metrics, first.message()),
                history);
    }

    private static ScalingDecision bounded(int replicas, String reason, ScalingHistory history) {
        return new ScalingDecision(replicas, reason, List.of(rescaled(replicas)), null, history);
    }

    private static ScalingDecision still(int current, ScalingHistory history, ScalingCondition active) {
        return new ScalingDecision(current, null, List.of(found(), active), null, history);
    }

    private static ScalingCondition found() {
        return ScalingCondition.ableToScale(
                "SucceededGetScale", "the HPA controller was able to get the target's current scale");
    }

    private static ScalingCondition rescaled(int replicas) {
        return ScalingCondition.ableToScale(
                "SucceededRescale", "the HPA controller was able to update the target scale to " + replicas);
    }

    private static MetricDemand.@Nullable Replicas highest(List<MetricDemand> demands) {
        MetricDemand.Replicas highest = null;
        for (MetricDemand demand : demands) {
            if (demand instanceof MetricDemand.Replicas asked
                    && (highest == null || asked.replicas() > highest.replicas())) {
                highest = asked;
            }
        }
        return highest;
    }

    private static List<MetricDemand.Unknown> unknown(List<MetricDemand> demands) {
        return demands.stream()
                .filter(MetricDemand.Unknown.class::isInstance)
                .map(MetricDemand.Unknown.class::cast)
                .toList();
    }
}
