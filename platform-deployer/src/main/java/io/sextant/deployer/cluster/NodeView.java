package io.sextant.deployer.cluster;

/**
 * A node.
 *
 * @param gpuProduct the label {@code nvidia.com/gpu.product}, else empty
 * @param gpuMemoryMib of one GPU
 * @param schedulable ready and not cordoned
 */
public record NodeView(String name, String gpuProduct, int gpuMemoryMib, int allocatableGpus, boolean schedulable) {}
