package io.sextant.sandbox.scheduler;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What nodes have left beside the pods that are bound to them. */
final class NodeLoads {
    private final Map<String, List<Pod>> podsByNode = new HashMap<>();
    private final Map<String, ResourceNeeds> free = new HashMap<>();

    NodeLoads(Collection<Pod> pods) {
        for (Pod pod : pods) {
            String node = pod.getSpec().getNodeName();
            if (node != null && !Pods.hasEnded(pod)) {
                podsByNode.computeIfAbsent(node, _ -> new ArrayList<>()).add(pod);
            }
        }
    }

    ResourceNeeds free(Node node) {
        return free.computeIfAbsent(node.getMetadata().getName(), name -> {
            ResourceNeeds left = ResourceNeeds.allocatable(node);
            for (Pod pod : podsByNode.getOrDefault(name, List.of())) {
                left = left.without(ResourceNeeds.of(pod));
            }
            return left;
        });
    }

    /** The pod is bound to that node from now on. */
    void bind(Pod pod, Node node) {
        free.put(node.getMetadata().getName(), free(node).without(ResourceNeeds.of(pod)));
    }
}
