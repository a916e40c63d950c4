package io.sextant.contract.observed;

/**
 * A node with GPUs.
 *
 * @param gpuProduct the label {@code nvidia.com/gpu.product}
 * @param gpuMemoryMib of one GPU, the label {@code nvidia.com/gpu.memory}
 * @param allocatableGpus {@code status.allocatable[nvidia.com/gpu]}
 * @param usedGpus limits of the pods bound to it that have not ended
 * @param schedulable ready and not cordoned
 */
public record GpuNode(
        String name, String gpuProduct, int gpuMemoryMib, int allocatableGpus, int usedGpus, boolean schedulable) {
    /** GPUs a new pod could take on this node. */
    public int freeGpus() {
        return schedulable ? Math.max(0, allocatableGpus - usedGpus) : 0;
    }
}
