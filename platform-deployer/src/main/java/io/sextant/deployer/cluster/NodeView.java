package io.sextant.deployer.cluster;

import io.sextant.contract.observed.NodeTraits;
import java.util.Map;

/**
 * A node.
 *
 * @param gpuProduct the label {@code nvidia.com/gpu.product}, else empty
 * @param gpuMemoryMib of one GPU
 */
public record NodeView(String name, String gpuProduct, int gpuMemoryMib, int allocatableGpus, NodeTraits traits) {
    /** A node that hands out whole GPUs, with no other label. */
    public NodeView(String name, String gpuProduct, int gpuMemoryMib, int allocatableGpus, boolean schedulable) {
        this(
                name,
                gpuProduct,
                gpuMemoryMib,
                allocatableGpus,
                new NodeTraits(true, !schedulable, "", "", "", 1, "", "", Map.of()));
    }

    /** Ready and not cordoned. */
    public boolean schedulable() {
        return traits.ready() && !traits.cordoned();
    }
}
