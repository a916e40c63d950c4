package io.sextant.contract.observed;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Map;
import java.util.Objects;

/**
 * How a node stands and how its GPUs are handed out; a label that the node lacks is an empty text.
 *
 * @param ready its condition {@code Ready} holds
 * @param cordoned an administrator keeps new pods away
 * @param driverVersion {@code nvidia.com/cuda.driver-version.full}; {@code cudaVersion} is that of the runtime
 * @param sharingStrategy {@code none}, {@code time-slicing} or {@code mps}
 * @param replicasPerGpu how many pods share one GPU, at least 1
 * @param migStrategy {@code none}, {@code single} or {@code mixed}
 * @param migState what became of the last change of the node's MIG layout, such as {@code success}
 * @param parts allocatable by resource, of the resources that are parts of GPUs, such as {@code nvidia.com/mig-1g.10gb}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record NodeTraits(
        boolean ready,
        boolean cordoned,
        String driverVersion,
        String cudaVersion,
        String sharingStrategy,
        int replicasPerGpu,
        String migStrategy,
        String migState,
        Map<String, Integer> parts) {
    private static final String MIG_PRODUCT = "-MIG-";
    private static final String SHARED_PRODUCT = "-SHARED";

    public NodeTraits {
        parts = Map.copyOf(Objects.requireNonNullElse(parts, Map.of()));
    }

    /** Whether {@code nvidia.com/gpu} counts MIG slices on this node: the single strategy names them in the product. */
    public boolean migSlices(String gpuProduct) {
        return gpuProduct.contains(MIG_PRODUCT);
    }

    /** Whether several pods get the same GPU. */
    public boolean sharesGpus(String gpuProduct) {
        return replicasPerGpu > 1 || gpuProduct.endsWith(SHARED_PRODUCT);
    }

    boolean dividesGpus(String gpuProduct) {
        return migSlices(gpuProduct) || sharesGpus(gpuProduct);
    }
}
