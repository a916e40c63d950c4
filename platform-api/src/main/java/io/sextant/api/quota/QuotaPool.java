package io.sextant.api.quota;

import java.util.Comparator;

/**
 * The GPUs of one product in one cluster: what quota is about.
 *
 * @param gpuProduct the node label {@code nvidia.com/gpu.product}
 */
public record QuotaPool(String cluster, String gpuProduct) implements Comparable<QuotaPool> {
    private static final Comparator<QuotaPool> ORDER =
            Comparator.comparing(QuotaPool::cluster).thenComparing(QuotaPool::gpuProduct);

    public QuotaPool {
        if (cluster.isBlank() || gpuProduct.isBlank()) {
            throw new IllegalArgumentException("A GPU pool has a cluster and a GPU product.");
        }
    }

    /** By cluster, then product. */
    @Override
    public int compareTo(QuotaPool other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return gpuProduct + " in " + cluster;
    }
}
