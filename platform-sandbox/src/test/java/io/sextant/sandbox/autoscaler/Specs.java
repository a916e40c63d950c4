package io.sextant.sandbox.autoscaler;

import java.time.Duration;
import java.util.List;

/** Bounds and rules for tests. */
final class Specs {
    private Specs() {}

    static ScalingSpec spec(int min, int max) {
        return new ScalingSpec(min, max, ScalingRules.USUAL_UP, ScalingRules.USUAL_DOWN);
    }

    static ScalingRules rules(int stabilisationSeconds, ScalingRules.Select select, ScalingRules.Policy... policies) {
        return new ScalingRules(Duration.ofSeconds(stabilisationSeconds), 0.1, select, List.of(policies));
    }

    static ScalingRules.Policy pods(int count, int periodSeconds) {
        return new ScalingRules.Policy(ScalingRules.Unit.PODS, count, Duration.ofSeconds(periodSeconds));
    }

    static ScalingRules.Policy percent(int share, int periodSeconds) {
        return new ScalingRules.Policy(ScalingRules.Unit.PERCENT, share, Duration.ofSeconds(periodSeconds));
    }
}
