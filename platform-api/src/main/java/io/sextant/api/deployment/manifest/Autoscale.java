package io.sextant.api.deployment.manifest;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehaviorBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpecBuilder;
import io.sextant.contract.nim.NimServiceSpec;
import java.util.List;

/**
 * Lets replicas follow the load: one more where the running requests per replica reach the target.
 *
 * <p>GPU use is no signal: it saturates long before a latency target breaks.
 */
final class Autoscale {
    /** Running requests of a pod, as the cluster's metrics adapter names them for every engine. */
    static final String METRIC = "nim_requests_running";

    // Longer than a cold start, or the replica just stopped is the one started next.
    private static final int SCALE_DOWN_AFTER_SECONDS = 900;

    private Autoscale() {}

    /** Off where there is nothing to follow; then the replicas are fixed. */
    static NimServiceSpec.Scale of(NimBlueprint.Replicas replicas) {
        if (!replicas.follow()) {
            return new NimServiceSpec.Scale(false, null);
        }
        return new NimServiceSpec.Scale(
                true,
                new NimServiceSpec.Hpa(
                        replicas.min(), replicas.max(), List.of(metric(replicas.targetConcurrency())), behaviour()));
    }

    private static MetricSpec metric(int target) {
        return new MetricSpecBuilder()
                .withType("Pods")
                .withNewPods()
                .withNewMetric()
                .withName(METRIC)
                .endMetric()
                .withNewTarget()
                .withType("AverageValue")
                .withAverageValue(new Quantity(Integer.toString(target)))
                .endTarget()
                .endPods()
                .build();
    }

    private static HorizontalPodAutoscalerBehavior behaviour() {
        return new HorizontalPodAutoscalerBehaviorBuilder()
                .withNewScaleDown()
                .withStabilizationWindowSeconds(SCALE_DOWN_AFTER_SECONDS)
                .endScaleDown()
                .build();
    }
}
