package io.sextant.api.cluster;

import io.sextant.contract.observed.GpuNode;
import java.util.List;

/**
 * The GPUs of one product in one cluster.
 *
 * @param gpuProduct the node label {@code nvidia.com/gpu.product}
 * @param gpuMemoryMib of one GPU, the smallest where nodes differ
 * @param largestFreeBlock most free GPUs on one node: a replica with more GPUs finds no place
 */
public record GpuPool(
        String gpuProduct,
        int gpuMemoryMib,
        int nodes,
        int totalGpus,
        int usedGpus,
        int freeGpus,
        int largestFreeBlock) {
    static GpuPool of(String gpuProduct, List<GpuNode> nodes) {
        return new GpuPool(
                gpuProduct,
                nodes.stream().mapToInt(GpuNode::gpuMemoryMib).min().orElse(0),
                nodes.size(),
                nodes.stream().mapToInt(GpuNode::allocatableGpus).sum(),
                nodes.stream().mapToInt(GpuNode::usedGpus).sum(),
                nodes.stream().mapToInt(GpuNode::freeGpus).sum(),
                nodes.stream().mapToInt(GpuNode::freeGpus).max().orElse(0));
    }
}
