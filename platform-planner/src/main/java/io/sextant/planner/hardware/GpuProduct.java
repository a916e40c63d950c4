package io.sextant.planner.hardware;

import io.sextant.planner.units.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * A GPU as a data sheet describes it.
 *
 * @param name short unique name, such as H100-SXM-80GB
 * @param productLabel value of the node label {@code nvidia.com/gpu.product}
 * @param memoryGib memory an engine can use
 * @param memoryBandwidthGbS peak memory bandwidth, 10^9 bytes per second
 * @param tflopsBf16 dense 16-bit rate, 10^12 operations per second
 * @param tflopsFp8 dense FP8 rate, null where the GPU has none
 * @param tflopsFp4 dense FP4 rate, null where the GPU has none
 * @param allreduceGbS one-directional bandwidth between the GPUs of a node, 10^9 bytes per second per GPU
 * @param maxGpusPerNode GPUs of one node that can serve one replica: 8 on most boards, 4 on a GB200 tray
 */
public record GpuProduct(
        String name,
        String productLabel,
        double memoryGib,
        double memoryBandwidthGbS,
        double tflopsBf16,
        @Nullable Double tflopsFp8,
        @Nullable Double tflopsFp4,
        double allreduceGbS,
        int maxGpusPerNode) {

    /** Above what PCIe 5.0 x16 or a two-way bridge gives, and below every NVLink switch. */
    private static final double NVLINK_FABRIC_GB_S = 200;

    public GpuProduct {
        Quantity.text("GPU name", name);
        Quantity.text("GPU product label", productLabel);
        Quantity.positive("GPU memory", memoryGib);
        Quantity.positive("GPU memory bandwidth", memoryBandwidthGbS);
        Quantity.positive("16-bit rate", tflopsBf16);
        Quantity.positive("FP8 rate", tflopsFp8 == null ? 1 : tflopsFp8);
        Quantity.positive("FP4 rate", tflopsFp4 == null ? 1 : tflopsFp4);
        Quantity.positive("bandwidth between GPUs", allreduceGbS);
        Quantity.positive("GPUs per node", maxGpusPerNode);
    }

    /** Whether NVLink joins all GPUs of a node; bridged pairs do not count, because TP above 2 leaves the pair. */
    public boolean hasNvlink() {
        return allreduceGbS >= NVLINK_FABRIC_GB_S;
    }

    /**
     * Whether engines have kernels for the format: FP8 from Ada and Hopper on, NVFP4 on Blackwell only. MXFP4 weights
     * are unpacked on the fly, so they need no FP4 units, but engines ship these kernels from Ada and Hopper on.
     */
    public boolean supports(Precision precision) {
        return switch (precision) {
            case BF16, FP16 -> true;
            case FP8, MXFP4 -> tflopsFp8 != null;
            case NVFP4 -> tflopsFp4 != null;
        };
    }

    /** The dense rate of the matrix units for weights of this format. */
    public double tflops(Precision precision) {
        Double lowPrecisionRate = switch (precision) {
            case BF16, FP16 -> null;
            case FP8 -> tflopsFp8;
            case NVFP4, MXFP4 -> tflopsFp4;
        };
        return lowPrecisionRate == null ? tflopsBf16 : lowPrecisionRate;
    }
}
