package io.sextant.deployer.kube;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.Quantity;
import io.sextant.contract.observed.NodeTraits;
import io.sextant.deployer.cluster.NodeView;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** From the client's nodes to the deployer's own values. */
final class NodeTranslation {
    private static final String LABEL = "nvidia.com/";
    private static final String MIG_RESOURCE = "nvidia.com/mig-";
    private static final String SHARED_RESOURCE = "nvidia.com/gpu.shared";

    private NodeTranslation() {}

    static NodeView view(Node node) {
        Map<String, String> labels =
                Objects.requireNonNullElse(node.getMetadata().getLabels(), Map.of());
        Map<String, Quantity> allocatable = Optional.ofNullable(node.getStatus())
                .map(found -> found.getAllocatable())
                .orElse(Map.of());
        return new NodeView(
                node.getMetadata().getName(),
                labels.getOrDefault(LABEL + "gpu.product", ""),
                number(labels.get(LABEL + "gpu.memory"), 0),
                PodTranslation.wholeNumber(allocatable.get(PodTranslation.GPU)),
                traits(node, labels, allocatable));
    }

    private static NodeTraits traits(Node node, Map<String, String> labels, Map<String, Quantity> allocatable) {
        return new NodeTraits(
                isReady(node),
                node.getSpec() != null && Boolean.TRUE.equals(node.getSpec().getUnschedulable()),
                first(labels, "cuda.driver-version.full", "cuda.driver.major"),
                first(labels, "cuda.runtime-version.full", "cuda.runtime.major"),
                labels.getOrDefault(LABEL + "gpu.sharing-strategy", ""),
                Math.max(1, number(labels.get(LABEL + "gpu.replicas"), 1)),
                labels.getOrDefault(LABEL + "mig.strategy", ""),
                labels.getOrDefault(LABEL + "mig.config.state", ""),
                parts(allocatable));
    }

    /** The second label is what device plugins wrote before the first came. */
    private static String first(Map<String, String> labels, String name, String former) {
        return labels.getOrDefault(LABEL + name, labels.getOrDefault(LABEL + former, ""));
    }

    private static Map<String, Integer> parts(Map<String, Quantity> allocatable) {
        Map<String, Integer> parts = new TreeMap<>();
        allocatable.forEach((resource, quantity) -> {
            boolean part = resource.startsWith(MIG_RESOURCE) || resource.equals(SHARED_RESOURCE);
            int count = PodTranslation.wholeNumber(quantity);
            if (part && count > 0) {
                parts.put(resource, count);
            }
        });
        return parts;
    }

    private static int number(@Nullable String label, int otherwise) {
        return label != null && label.matches("\\d{1,9}") ? Integer.parseInt(label) : otherwise;
    }

    private static boolean isReady(Node node) {
        return Optional.ofNullable(node.getStatus())
                .map(status -> Objects.requireNonNullElse(status.getConditions(), List.<NodeCondition>of()))
                .orElse(List.of())
                .stream()
                .anyMatch(condition -> "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }
}
