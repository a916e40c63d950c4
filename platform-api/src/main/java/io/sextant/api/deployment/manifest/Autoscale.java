package io.sextant.api.deployment.manifest;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehaviorBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpecBuilder;
import io.sextant.contract.nim.NimServiceSpec;
import java.time.Duration;
import java.util.List;

/**
 * Lets replicas follow the load: one more where the requests in flight per replica exceed the target.
 *
 * <p>In flight is running and waiting together. Running requests alone stop growing at the engine's limit, and waiting ones
 * alone say nothing until the latency is lost. GPU use is no signal: it saturates long before a latency target breaks.
 */
final class Autoscale {
    /** What Kubernetes waits unless told otherwise. */
    private static final Duration USUAL_STABILISATION = Duration.ofMinutes(5);

    /** Kubernetes refuses a longer window. */
    private static final Duration LONGEST_STABILISATION = Duration.ofHours(1);

    private Autoscale() {}

    /** Off where there is nothing to follow; then the replicas are fixed. */
    static NimServiceSpec.Scale of(NimBlueprint blueprint) {
        NimBlueprint.Replicas replicas = blueprint.replicas();
        if (!replicas.follow() || blueprint.cluster().scalesByKeda()) {
            return off(blueprint);
        }
        MetricSpec inFlight = perPod(blueprint.metricFamily().requestsInFlight(), replicas.targetConcurrency());
        return new NimServiceSpec.Scale(
                true,
                new NimServiceSpec.Hpa(
                        replicas.min(), replicas.max(), List.of(inFlight), behaviour(replicas.coldStart())));
    }

    /**
     * The bounds stay even so: the operator writes fields of its own below {@code hpa}, and what is left there when we take
     * ours away is invalid without a maximum. Under KEDA they are the same whatever the bounds are.
     */
    static NimServiceSpec.Scale off(NimBlueprint blueprint) {
        NimBlueprint.Replicas replicas = blueprint.replicas();
        boolean elsewhere = replicas.follow() && blueprint.cluster().scalesByKeda();
        return new NimServiceSpec.Scale(
                false,
                elsewhere
                        ? new NimServiceSpec.Hpa(1, 1, null, null)
                        : new NimServiceSpec.Hpa(replicas.min(), replicas.max(), null, null));
    }

    private static MetricSpec perPod(String metric, int target) {
        return new MetricSpecBuilder()
                .withType("Pods")
                .withNewPods()
                .withNewMetric()
                .withName(metric)
                .endMetric()
                .withNewTarget()
                .withType("AverageValue")
                .withAverageValue(new Quantity(Integer.toString(target)))
                .endTarget()
                .endPods()
                .build();
    }

    private static HorizontalPodAutoscalerBehavior behaviour(Duration coldStart) {
        return new HorizontalPodAutoscalerBehaviorBuilder()
                .withNewScaleDown()
                .withStabilizationWindowSeconds((int) stabilisation(coldStart).toSeconds())
                .endScaleDown()
                .build();
    }

    /** No shorter than a cold start, or the replica just stopped is the one started next. */
    static Duration stabilisation(Duration coldStart) {
        Duration wanted = coldStart.compareTo(USUAL_STABILISATION) < 0 ? USUAL_STABILISATION : coldStart;
        return wanted.compareTo(LONGEST_STABILISATION) > 0 ? LONGEST_STABILISATION : wanted;
    }
}
