package io.sextant.deployer.report;

import io.sextant.contract.observed.ClusterInventory;
import io.sextant.contract.observed.GpuNode;
import io.sextant.deployer.cluster.ClusterFacts;
import io.sextant.deployer.cluster.NodeView;
import io.sextant.deployer.cluster.PodView;
import io.sextant.deployer.cluster.Snapshot;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Puts together what is told of the cluster's GPUs. */
public final class Inventory {
    private Inventory() {}

    public static ClusterInventory of(String cluster, Snapshot snapshot, ClusterFacts facts) {
        Map<String, Integer> used = snapshot.workloads().pods().stream()
                .filter(pod -> pod.node() != null && !pod.phase().ended())
                .collect(
                        Collectors.groupingBy(pod -> String.valueOf(pod.node()), Collectors.summingInt(PodView::gpus)));
        List<GpuNode> nodes = snapshot.nodes().stream()
                .filter(Inventory::hasGpus)
                .sorted(Comparator.comparing(NodeView::name))
                .map(node -> new GpuNode(
                        node.name(),
                        node.gpuProduct(),
                        node.gpuMemoryMib(),
                        node.allocatableGpus(),
                        used.getOrDefault(node.name(), 0),
                        node.schedulable(),
                        node.traits()))
                .toList();
        return new ClusterInventory(
                cluster,
                snapshot.seenAt(),
                facts.kubernetesVersion(),
                facts.nimOperatorVersion(),
                nodes,
                facts.storageClasses(),
                facts.survey());
    }

    private static boolean hasGpus(NodeView node) {
        return node.allocatableGpus() > 0
                || !node.gpuProduct().isEmpty()
                || !node.traits().parts().isEmpty();
    }
}
