package io.sextant.deployer.diagnosis;

import io.sextant.deployer.cluster.NimServiceView;
import io.sextant.deployer.cluster.NodeView;
import io.sextant.deployer.cluster.ObjectTree;
import java.util.List;
import java.util.stream.Stream;

/** The GPUs one replica asks for: how many, and of which products when its affinity names some. */
record GpuDemand(int gpus, List<String> products) {
    private static final String PRODUCT_LABEL = "nvidia.com/gpu.product";

    static GpuDemand of(NimServiceView service) {
        ObjectTree spec = service.object().tree();
        int gpus = spec.text("spec", "resources", "limits", "nvidia.com/gpu")
                .filter(text -> text.matches("\\d{1,5}"))
                .map(Integer::valueOf)
                .orElse(0);
        List<String> products = spec
                .trees(
                        "spec",
                        "affinity",
                        "nodeAffinity",
                        "requiredDuringSchedulingIgnoredDuringExecution",
                        "nodeSelectorTerms")
                .stream()
                .flatMap(term -> term.trees("matchExpressions").stream())
                .filter(expression ->
                        expression.text("key").filter(PRODUCT_LABEL::equals).isPresent())
                .flatMap(expression -> values(expression))
                .toList();
        return new GpuDemand(gpus, products);
    }

    private static Stream<String> values(ObjectTree expression) {
        return expression.at("values").orElse(List.of()) instanceof List<?> list
                ? list.stream().map(Object::toString)
                : Stream.of();
    }

    /** Why no node takes it, as a sentence. */
    String unmet(List<NodeView> nodes) {
        boolean possible = nodes.stream()
                .filter(node -> products.isEmpty() || products.contains(node.gpuProduct()))
                .anyMatch(node -> node.schedulable() && node.allocatableGpus() >= gpus);
        String wanted = "%d GPU%s%s"
                .formatted(
                        gpus, gpus == 1 ? "" : "s", products.isEmpty() ? "" : " of " + String.join(" or ", products));
        return possible
                ? "Waits until one node has %s free.".formatted(wanted)
                : "No schedulable node of this cluster has %s.".formatted(wanted);
    }
}
