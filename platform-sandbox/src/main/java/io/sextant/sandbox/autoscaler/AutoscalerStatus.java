package io.sextant.sandbox.autoscaler;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerCondition;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerConditionBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerStatus;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerStatusBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricStatus;
import io.sextant.sandbox.control.Timestamps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** An autoscaler's status after a look: conditions keep their transition time as long as they hold or do not. */
final class AutoscalerStatus {
    private final HorizontalPodAutoscaler autoscaler;
    private final HorizontalPodAutoscalerStatus before;
    private final Instant now;

    AutoscalerStatus(HorizontalPodAutoscaler autoscaler, Instant now) {
        this.autoscaler = autoscaler;
        this.before = Objects.requireNonNullElseGet(autoscaler.getStatus(), HorizontalPodAutoscalerStatus::new);
        this.now = now;
    }

    /** Whether the condition said something else before, so that an event is due. */
    boolean news(ScalingCondition condition) {
        return earlier(condition.type())
                .filter(old -> condition.reason().equals(old.getReason())
                        && condition.message().equals(old.getMessage()))
                .isEmpty();
    }

    /** The autoscaler with the new status; empty where it says what it said before. */
    Optional<HorizontalPodAutoscaler> after(int current, ScalingDecision decision, List<MetricStatus> metrics) {
        HorizontalPodAutoscalerStatus after = new HorizontalPodAutoscalerStatusBuilder()
                .withObservedGeneration(autoscaler.getMetadata().getGeneration())
                .withCurrentReplicas(current)
                .withDesiredReplicas(decision.replicas())
                .withLastScaleTime(decision.rescaleReason() == null ? before.getLastScaleTime() : Timestamps.text(now))
                .withCurrentMetrics(metrics)
                .withConditions(conditions(decision.conditions()))
                .build();
        return after.equals(before)
                ? Optional.empty()
                : Optional.of(new HorizontalPodAutoscalerBuilder(autoscaler)
                        .withStatus(after)
                        .build());
    }

    private List<HorizontalPodAutoscalerCondition> conditions(List<ScalingCondition> decided) {
        List<HorizontalPodAutoscalerCondition> merged = new ArrayList<>();
        for (String type : List.of("AbleToScale", "ScalingActive", "ScalingLimited")) {
            decided.stream()
                    .filter(condition -> condition.type().equals(type))
                    .findFirst()
                    .map(this::condition)
                    .or(() -> earlier(type))
                    .ifPresent(merged::add);
        }
        return merged;
    }

    private HorizontalPodAutoscalerCondition condition(ScalingCondition condition) {
        String status = condition.holds() ? "True" : "False";
        String since = earlier(condition.type())
                .filter(old -> status.equals(old.getStatus()))
                .map(HorizontalPodAutoscalerCondition::getLastTransitionTime)
                .orElseGet(() -> Timestamps.text(now));
        return new HorizontalPodAutoscalerConditionBuilder()
                .withType(condition.type())
                .withStatus(status)
                .withReason(condition.reason())
                .withMessage(condition.message())
                .withLastTransitionTime(since)
                .build();
    }

    private Optional<HorizontalPodAutoscalerCondition> earlier(String type) {
        return before.getConditions().stream()
                .filter(condition -> type.equals(condition.getType()))
                .findFirst();
    }
}
