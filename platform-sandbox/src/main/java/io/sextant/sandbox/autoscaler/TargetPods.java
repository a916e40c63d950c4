package io.sextant.sandbox.autoscaler;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.sextant.sandbox.control.ClusterSnapshot;
import io.sextant.sandbox.scheduler.Pods;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The pods that a selector finds in a namespace. */
record TargetPods(List<Pod> pods) {
    static TargetPods of(ClusterSnapshot cluster, String namespace, @Nullable Map<String, String> selector) {
        if (selector == null || selector.isEmpty()) {
            return new TargetPods(List.of());
        }
        return new TargetPods(cluster.pods().stream()
                .filter(pod -> namespace.equals(pod.getMetadata().getNamespace()))
                .filter(pod -> pod.getMetadata().getLabels() != null
                        && pod.getMetadata().getLabels().entrySet().containsAll(selector.entrySet()))
                .toList());
    }

    static TargetPods of(ClusterSnapshot cluster, Service service) {
        return of(
                cluster, service.getMetadata().getNamespace(), service.getSpec().getSelector());
    }

    List<PodSample> samples(Map<String, Double> values) {
        return pods.stream()
                .map(pod ->
                        new PodSample(phase(pod), values.get(pod.getMetadata().getUid())))
                .toList();
    }

    /** The values of all of them together. */
    double sum(Map<String, Double> values) {
        return pods.stream()
                .map(pod -> values.get(pod.getMetadata().getUid()))
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    /** Whether one of them has a value. */
    boolean any(Map<String, Double> values) {
        return pods.stream()
                .anyMatch(pod -> values.containsKey(pod.getMetadata().getUid()));
    }

    int ready() {
        return (int) pods.stream().filter(Pods::isServing).count();
    }

    private static PodSample.Phase phase(Pod pod) {
        if (Pods.isTerminating(pod) || Pods.hasEnded(pod)) {
            return PodSample.Phase.LEAVING;
        }
        return Pods.phase(pod).equals("Pending") ? PodSample.Phase.PENDING : PodSample.Phase.RUNNING;
    }
}
