package io.sextant.contract.observed;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * A node with GPUs.
 *
 * @param gpuProduct the label {@code nvidia.com/gpu.product}
 * @param gpuMemoryMib of one GPU, the label {@code nvidia.com/gpu.memory}
 * @param allocatableGpus {@code status.allocatable[nvidia.com/gpu]}
 * @param usedGpus limits of the pods bound to it that have not ended
 * @param schedulable ready and not cordoned
 * @param traits absent from a deployer that does not report them yet
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record GpuNode(
        String name,
        String gpuProduct,
        int gpuMemoryMib,
        int allocatableGpus,
        int usedGpus,
        boolean schedulable,
        @Nullable NodeTraits traits) {
    /** A node of which only the numbers are known. */
    public GpuNode(
            String name, String gpuProduct, int gpuMemoryMib, int allocatableGpus, int usedGpus, boolean schedulable) {
        this(name, gpuProduct, gpuMemoryMib, allocatableGpus, usedGpus, schedulable, null);
    }

    /** GPUs a new pod could take on this node. */
    public int freeGpus() {
        return schedulable ? Math.max(0, allocatableGpus - usedGpus) : 0;
    }

    /** Whether what it counts are GPUs, not slices or shares of GPUs. */
    public boolean countsWholeGpus() {
        return traits == null || !traits.dividesGpus(gpuProduct);
    }
}
