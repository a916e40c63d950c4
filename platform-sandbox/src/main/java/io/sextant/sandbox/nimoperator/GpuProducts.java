package io.sextant.sandbox.nimoperator;

import io.fabric8.kubernetes.api.model.Node;
import io.sextant.planner.hardware.GpuProduct;
import java.util.List;
import java.util.Optional;

/** GPU products by the label that the GPU Operator puts on nodes. */
public record GpuProducts(List<GpuProduct> all) {
    /** The label with the product's name. */
    public static final String LABEL = "nvidia.com/gpu.product";

    public GpuProducts {
        all = List.copyOf(all);
    }

    /** The product of a node's GPUs. */
    Optional<GpuProduct> of(Node node) {
        String label = node.getMetadata().getLabels().get(LABEL);
        return all.stream()
                .filter(product -> product.productLabel().equals(label))
                .findFirst();
    }

    /** The product of a short name such as {@code H100-SXM-80GB}. */
    Optional<GpuProduct> named(String name) {
        return all.stream().filter(product -> product.name().equals(name)).findFirst();
    }
}
