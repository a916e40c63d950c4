package io.sextant.sandbox.scheduler;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.Optional;

/** What can be asked of a pod. */
public final class Pods {
    private Pods() {}

    /** Whether it is bound to this node. */
    static boolean isOn(Pod pod, Node node) {
        return node.getMetadata().getName().equals(pod.getSpec().getNodeName());
    }

    /** Whether its containers have ended for good. */
    public static boolean hasEnded(Pod pod) {
        String phase = phase(pod);
        return phase.equals("Succeeded") || phase.equals("Failed");
    }

    /** Whether it takes requests: ready, and not about to go. */
    public static boolean isServing(Pod pod) {
        return !isTerminating(pod) && isReady(pod);
    }

    static boolean isReady(Pod pod) {
        return condition(pod, "Ready")
                .map(PodCondition::getStatus)
                .orElse("False")
                .equals("True");
    }

    /** Whether it was told to end. */
    public static boolean isTerminating(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() != null;
    }

    /** Pending before it has any status. */
    public static String phase(Pod pod) {
        return pod.getStatus() == null || pod.getStatus().getPhase() == null
                ? "Pending"
                : pod.getStatus().getPhase();
    }

    static Optional<PodCondition> condition(Pod pod, String type) {
        return pod.getStatus() == null
                ? Optional.empty()
                : pod.getStatus().getConditions().stream()
                        .filter(condition -> type.equals(condition.getType()))
                        .findFirst();
    }

    /** The state of the first container, once the kubelet has one. */
    public static Optional<ContainerStatus> firstContainer(Pod pod) {
        return pod.getStatus() == null
                ? Optional.empty()
                : pod.getStatus().getContainerStatuses().stream().findFirst();
    }
}
