package io.sextant.sandbox.scheduler;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Where a pod is to run. */
sealed interface Placement {
    /** On this node. */
    record On(Node node) implements Placement {}

    /** Nowhere now; {@code message} counts why, as Kubernetes words it. */
    record Nowhere(String message) implements Placement {}

    /**
     * The node for a pod: among those that may run it, the one with the fewest GPUs left, so that whole nodes stay free for
     * large models; then the one that has its image; then by name.
     */
    static Placement of(Pod pod, List<Node> nodes, NodeLoads loads) {
        ResourceNeeds needs = ResourceNeeds.of(pod);
        Map<String, Integer> obstacles = new TreeMap<>();
        List<Node> fitting = new ArrayList<>();
        for (Node node : nodes) {
            List<String> reasons = NodeFit.obstacles(pod, needs, node, loads);
            if (reasons.isEmpty()) {
                fitting.add(node);
            }
            reasons.forEach(reason -> obstacles.merge(reason, 1, Integer::sum));
        }
        return fitting.stream()
                .min(Comparator.<Node>comparingInt(node ->
                                loads.free(node).amount("nvidia.com/gpu").intValue())
                        .thenComparing(node -> !NodeImages.holds(node, image(pod)))
                        .thenComparing(node -> node.getMetadata().getName()))
                .<Placement>map(On::new)
                .orElseGet(() -> new Nowhere(message(nodes.size(), obstacles)));
    }

    private static String image(Pod pod) {
        return pod.getSpec().getContainers().getFirst().getImage();
    }

    private static String message(int nodes, Map<String, Integer> obstacles) {
        if (nodes == 0) {
            return "no nodes available to schedule pods";
        }
        String reasons = obstacles.entrySet().stream()
                .map(reason -> reason.getValue() + " " + reason.getKey())
                .sorted()
                .collect(Collectors.joining(", "));
        int crowded = obstacles.entrySet().stream()
                .filter(reason -> reason.getKey().startsWith("Insufficient"))
                .mapToInt(Map.Entry::getValue)
                .max()
                .orElse(0);
        List<String> preemption = new ArrayList<>();
        if (crowded > 0) {
            preemption.add(crowded + " No preemption victims found for incoming pod");
        }
        if (crowded < nodes) {
            preemption.add((nodes - crowded) + " Preemption is not helpful for scheduling");
        }
        return "0/" + nodes + " nodes are available: " + reasons + ". preemption: 0/" + nodes + " nodes are available: "
                + preemption.stream().sorted().collect(Collectors.joining(", ")) + ".";
    }
}
