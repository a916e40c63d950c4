package io.sextant.sandbox.scheduler;

import static io.sextant.sandbox.scheduler.SpecimenPods.node;
import static io.sextant.sandbox.scheduler.SpecimenPods.on;
import static io.sextant.sandbox.scheduler.SpecimenPods.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlacementTest {
    private static Pod wanting(String product, Pod pod) {
        return new PodBuilder(pod)
                .editSpec()
                .withNodeSelector(Map.of("nvidia.com/gpu.product", product))
                .endSpec()
                .build();
    }

    private static String nodeFor(Pod pod, List<Node> nodes, List<Pod> pods) {
        return switch (Placement.of(pod, nodes, new NodeLoads(pods))) {
            case Placement.On(Node node) -> node.getMetadata().getName();
            case Placement.Nowhere(String message) -> message;
        };
    }

    @Test
    void fillsTheFullestNodeThatStillFits() {
        List<Node> nodes = List.of(node("a", "H100", 8), node("b", "H100", 8), node("c", "H100", 8));
        List<Pod> pods = List.of(on("b", pod("x", 4)), on("c", pod("y", 7)));

        assertThat(nodeFor(pod("new", 4), nodes, pods)).isEqualTo("b");
    }

    @Test
    void needsAllGpusOnOneNode() {
        List<Node> nodes = List.of(node("a", "H100", 8), node("b", "H100", 8));
        List<Pod> pods = List.of(on("a", pod("x", 6)), on("b", pod("y", 6)));

        assertThat(nodeFor(pod("new", 4), nodes, pods))
                .isEqualTo("0/2 nodes are available: 2 Insufficient nvidia.com/gpu. preemption: 0/2 nodes are"
                        + " available: 2 No preemption victims found for incoming pod.");
    }

    @Test
    void countsEveryNodeUnderItsFirstObstacle() {
        Node cordoned = new NodeBuilder(node("d", "H100", 8))
                .editSpec()
                .withUnschedulable(true)
                .endSpec()
                .build();
        List<Node> nodes = List.of(node("a", "H100", 2), node("b", "L40S", 8), node("c", "L40S", 8), cordoned);

        assertThat(nodeFor(wanting("H100", pod("new", 4)), nodes, List.of()))
                .startsWith("0/4 nodes are available: 1 Insufficient nvidia.com/gpu, 1 node(s) were unschedulable,"
                        + " 2 node(s) didn't match Pod's node affinity/selector. preemption:");
    }

    @Test
    void respectsTaints() {
        Pod intolerant = new PodBuilder(pod("new", 1))
                .editSpec()
                .withTolerations(List.of())
                .endSpec()
                .build();

        assertThat(nodeFor(intolerant, List.of(node("a", "H100", 8)), List.of()))
                .startsWith("0/1 nodes are available: 1 node(s) had untolerated taint {nvidia.com/gpu: present}");
    }

    @Test
    void countsPodsThatHaveEndedAsGone() {
        Pod ended = new PodBuilder(on("a", pod("x", 8)))
                .withNewStatus()
                .withPhase("Succeeded")
                .endStatus()
                .build();

        assertThat(nodeFor(pod("new", 8), List.of(node("a", "H100", 8)), List.of(ended)))
                .isEqualTo("a");
    }
}
