package io.sextant.api.quota;

/**
 * The GPUs of one product in one cluster: what quota is about.
 *
 * @param gpuProduct the node label {@code nvidia.com/gpu.product}
 */
public record QuotaPool(String cluster, String gpuProduct) {
    public QuotaPool {
        if (cluster.isBlank() || gpuProduct.isBlank()) {
            throw new IllegalArgumentException("A GPU pool has a cluster and a GPU product.");
        }
    }

    @Override
    public String toString() {
        return gpuProduct + " in " + cluster;
    }
}
