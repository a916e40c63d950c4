package io.sextant.sandbox.scheduler;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.Quantity;
import io.sextant.sandbox.control.Change;
import io.sextant.sandbox.control.ClusterSnapshot;
import io.sextant.sandbox.control.Controller;
import io.sextant.sandbox.control.Decision;
import io.sextant.sandbox.fault.FaultBoard;
import io.sextant.sandbox.fault.FaultKind;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Binds pods to nodes, the oldest first. */
public final class Scheduler implements Controller {
    private static final String COMPONENT = "default-scheduler";
    private static final String GPU = "nvidia.com/gpu";

    private final FaultBoard board;

    public Scheduler(FaultBoard board) {
        this.board = board;
    }

    @Override
    public void decide(ClusterSnapshot cluster, Instant now, Decision decision) {
        List<Pod> waiting = cluster.pods().stream()
                .filter(pod -> pod.getSpec().getNodeName() == null && !Pods.isTerminating(pod) && !Pods.hasEnded(pod))
                .sorted(Comparator.<Pod, String>comparing(
                                pod -> pod.getMetadata().getCreationTimestamp())
                        .thenComparing(pod -> pod.getMetadata().getName()))
                .toList();
        if (waiting.isEmpty()) {
            return;
        }
        NodeLoads loads = new NodeLoads(cluster.everyPod());
        for (Pod pod : waiting) {
            switch (place(pod, cluster, loads)) {
                case Placement.On(var node) -> {
                    String name = node.getMetadata().getName();
                    Pod bound = new PodBuilder(pod)
                            .editSpec()
                            .withNodeName(name)
                            .endSpec()
                            .build();
                    decision.add(new Change.Update(bound));
                    decision.add(new Change.Note(
                            pod,
                            false,
                            COMPONENT,
                            "Scheduled",
                            "Successfully assigned " + pod.getMetadata().getNamespace() + "/"
                                    + pod.getMetadata().getName() + " to " + name));
                    loads.bind(pod, node);
                }
                case Placement.Nowhere(String message) -> explain(pod, message, now, decision);
            }
        }
    }

    private Placement place(Pod pod, ClusterSnapshot cluster, NodeLoads loads) {
        Optional<String> volume = Volumes.obstacle(pod, cluster);
        if (volume.isPresent()) {
            int nodes = cluster.nodes().size();
            return new Placement.Nowhere("0/" + nodes + " nodes are available: " + volume.get() + ". preemption: 0/"
                    + nodes + " nodes are available: " + nodes + " Preemption is not helpful for scheduling.");
        }
        boolean taken = ResourceNeeds.of(pod).amount(GPU).signum() > 0
                && board.strikes(
                        FaultKind.NO_GPU,
                        pod.getMetadata().getNamespace(),
                        pod.getMetadata().getName(),
                        pod.getMetadata().getNamespace() + "/"
                                + pod.getMetadata().getName());
        List<Node> nodes =
                taken ? cluster.nodes().stream().map(Scheduler::withoutGpus).toList() : cluster.nodes();
        return Placement.of(pod, nodes, loads);
    }

    private static Node withoutGpus(Node node) {
        return new NodeBuilder(node)
                .editStatus()
                .addToAllocatable(GPU, new Quantity("0"))
                .endStatus()
                .build();
    }

    private static void explain(Pod pod, String message, Instant now, Decision decision) {
        Optional<PodCondition> before = Pods.condition(pod, "PodScheduled");
        if (before.isPresent() && message.equals(before.get().getMessage())) {
            return;
        }
        PodState state = new PodState(pod, now);
        state.condition("PodScheduled", false, "Unschedulable", message);
        decision.add(new Change.UpdateStatus(state.withPhase("Pending").pod()));
        decision.add(new Change.Note(pod, true, COMPONENT, "FailedScheduling", message));
    }
}
