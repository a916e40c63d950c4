package io.sextant.sandbox.scheduler;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Taint;
import io.sextant.sandbox.control.Change;
import io.sextant.sandbox.control.ClusterSnapshot;
import io.sextant.sandbox.control.Controller;
import io.sextant.sandbox.control.Decision;
import io.sextant.sandbox.control.TimeScale;
import io.sextant.sandbox.control.Timestamps;
import io.sextant.sandbox.fault.FaultBoard;
import io.sextant.sandbox.fault.FaultKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Notices nodes whose kubelet fell silent: taints them, and after five minutes evicts their pods. */
public final class NodeController implements Controller {
    private static final String COMPONENT = "node-controller";
    private static final String UNREACHABLE = "node.kubernetes.io/unreachable";
    /** The toleration that admission gives every pod. */
    private static final Duration EVICTION = Duration.ofMinutes(5);

    private final FaultBoard board;
    private final TimeScale scale;

    public NodeController(FaultBoard board, TimeScale scale) {
        this.board = board;
        this.scale = scale;
    }

    /** Whether the node's kubelet does not answer. */
    static boolean isSilent(Node node) {
        return ready(node).filter(ready -> ready.getStatus().equals("Unknown")).isPresent();
    }

    @Override
    public void decide(ClusterSnapshot cluster, Instant now, Decision decision) {
        for (Node node : cluster.nodes()) {
            boolean lost =
                    board.holds(FaultKind.NODE_LOST, "", node.getMetadata().getName());
            if (lost != isSilent(node)) {
                report(node, lost, now, decision);
            } else if (lost != isTainted(node)) {
                decision.add(new Change.Update(tainted(node, lost)));
            }
            if (lost && isSilent(node)) {
                giveUp(node, cluster, now, decision);
            }
        }
    }

    private static void report(Node node, boolean lost, Instant now, Decision decision) {
        List<NodeCondition> conditions = new ArrayList<>();
        for (NodeCondition condition : node.getStatus().getConditions()) {
            boolean ready = condition.getType().equals("Ready");
            NodeCondition after = new NodeCondition();
            after.setType(condition.getType());
            after.setStatus(lost ? "Unknown" : ready ? "True" : "False");
            after.setReason(lost ? "NodeStatusUnknown" : ready ? "KubeletReady" : "KubeletHasEnough");
            after.setMessage(lost ? "Kubelet stopped posting node status." : "kubelet is posting node status");
            after.setLastHeartbeatTime(lost ? condition.getLastHeartbeatTime() : Timestamps.text(now));
            after.setLastTransitionTime(Timestamps.text(now));
            conditions.add(after);
        }
        decision.add(new Change.UpdateStatus(new NodeBuilder(node)
                .editStatus()
                .withConditions(conditions)
                .endStatus()
                .build()));
        String name = node.getMetadata().getName();
        decision.add(new Change.Note(
                node,
                lost,
                COMPONENT,
                lost ? "NodeNotReady" : "NodeReady",
                "Node " + name + " status is now: " + (lost ? "NodeNotReady" : "NodeReady")));
    }

    private static Node tainted(Node node, boolean lost) {
        List<Taint> taints = new ArrayList<>(node.getSpec().getTaints());
        taints.removeIf(taint -> taint.getKey().equals(UNREACHABLE));
        if (lost) {
            taints.add(new Taint("NoSchedule", UNREACHABLE, null, null));
            taints.add(new Taint("NoExecute", UNREACHABLE, null, null));
        }
        return new NodeBuilder(node).editSpec().withTaints(taints).endSpec().build();
    }

    private void giveUp(Node node, ClusterSnapshot cluster, Instant now, Decision decision) {
        Instant evicted = scale.after(
                ready(node)
                        .map(NodeCondition::getLastTransitionTime)
                        .map(Timestamps::read)
                        .orElse(now),
                EVICTION);
        for (Pod pod : cluster.pods()) {
            if (!Pods.isOn(pod, node) || Pods.isTerminating(pod) || Pods.hasEnded(pod)) {
                continue;
            }
            if (Pods.isReady(pod)) {
                decision.add(new Change.UpdateStatus(
                        new PodState(pod, now).ready(false, now).pod()));
                decision.add(new Change.Note(pod, true, COMPONENT, "NodeNotReady", "Node is not ready"));
            } else if (now.isBefore(evicted)) {
                decision.wakeAt(evicted);
            } else {
                decision.add(new Change.Delete(pod));
                decision.add(new Change.Note(
                        pod,
                        false,
                        "taint-eviction-controller",
                        "TaintManagerEviction",
                        "Marking for deletion Pod " + pod.getMetadata().getNamespace() + "/"
                                + pod.getMetadata().getName()));
            }
        }
    }

    private static boolean isTainted(Node node) {
        return node.getSpec().getTaints().stream()
                .anyMatch(taint -> taint.getKey().equals(UNREACHABLE));
    }

    private static Optional<NodeCondition> ready(Node node) {
        return node.getStatus().getConditions().stream()
                .filter(condition -> condition.getType().equals("Ready"))
                .findFirst();
    }
}
