package io.sextant.sandbox.autoscaler;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerSpec;
import io.sextant.sandbox.control.TimeScale;
import java.util.Objects;

/** The bounds of an autoscaler and its rules in both directions, with the documented defaults. */
record ScalingSpec(int min, int max, ScalingRules up, ScalingRules down) {
    static ScalingSpec of(HorizontalPodAutoscalerSpec spec, TimeScale scale) {
        HorizontalPodAutoscalerBehavior behaviour =
                Objects.requireNonNullElseGet(spec.getBehavior(), HorizontalPodAutoscalerBehavior::new);
        int min = Objects.requireNonNullElse(spec.getMinReplicas(), 1);
        return new ScalingSpec(
                min,
                Math.max(min, spec.getMaxReplicas()),
                ScalingRules.USUAL_UP.with(behaviour.getScaleUp()).in(scale),
                ScalingRules.USUAL_DOWN.with(behaviour.getScaleDown()).in(scale));
    }

    /** Whether a ratio of usage to target is too near to 1 to act upon. */
    boolean tolerates(double ratio) {
        return ratio >= 1 - down.tolerance() && ratio <= 1 + up.tolerance();
    }
}
