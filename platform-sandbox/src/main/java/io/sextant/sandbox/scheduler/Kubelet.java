package io.sextant.sandbox.scheduler;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.sextant.sandbox.control.Change;
import io.sextant.sandbox.control.ClusterSnapshot;
import io.sextant.sandbox.control.Controller;
import io.sextant.sandbox.control.Decision;
import io.sextant.sandbox.control.TimeScale;
import io.sextant.sandbox.control.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The kubelets of all nodes: takes bound pods from their volumes over the image to running and ready, and ends them.
 *
 * <p>When a thing is done follows from the time stamps in the pod's status, so that a restart of the sandbox loses nothing.
 */
public final class Kubelet implements Controller {
    private static final Duration STOPPING = Duration.ofSeconds(8);

    private final Workloads workloads;
    private final TimeScale scale;

    public Kubelet(Workloads workloads, TimeScale scale) {
        this.workloads = workloads;
        this.scale = scale;
    }

    @Override
    public void decide(ClusterSnapshot cluster, Instant now, Decision decision) {
        Set<String> arriving = new HashSet<>();
        for (Pod pod : cluster.pods()) {
            Optional<Node> node = cluster.node(pod.getSpec().getNodeName());
            if (node.filter(NodeController::isSilent).isPresent()) {
                continue;
            }
            if (Pods.isTerminating(pod)) {
                stop(pod, now, decision);
            } else if (node.isPresent() && !Pods.hasEnded(pod)) {
                new PodTurn(workloads, scale, pod, node.get(), cluster, now, decision, arriving).take();
            }
        }
    }

    /** A pod ends some seconds after it was told to, or when its grace period is over; one that never ran, at once. */
    private void stop(Pod pod, Instant now, Decision decision) {
        Instant deadline = Timestamps.read(pod.getMetadata().getDeletionTimestamp());
        Long grace = pod.getMetadata().getDeletionGracePeriodSeconds();
        Instant asked = deadline.minusSeconds(grace == null ? 0 : grace);
        boolean runs = Pods.firstContainer(pod)
                .map(ContainerStatus::getState)
                .map(ContainerState::getRunning)
                .isPresent();
        Instant ends = runs ? scale.after(asked, STOPPING) : now;
        if (ends.isAfter(deadline)) {
            ends = deadline;
        }
        if (now.isBefore(ends)) {
            decision.wakeAt(ends);
        } else {
            decision.add(new Change.Remove(pod));
        }
    }
}
