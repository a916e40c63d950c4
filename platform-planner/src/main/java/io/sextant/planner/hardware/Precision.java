package io.sextant.planner.hardware;

import java.util.Locale;

/** The number format of a model's weights; bytes per weight include the scale factors of block formats. */
public enum Precision {
    BF16(2.0),
    FP16(2.0),
    FP8(1.0),
    NVFP4(0.5625),
    MXFP4(0.53);

    private final double bytesPerWeight;

    Precision(double bytesPerWeight) {
        this.bytesPerWeight = bytesPerWeight;
    }

    public double bytesPerWeight() {
        return bytesPerWeight;
    }

    public boolean isSixteenBit() {
        return this == BF16 || this == FP16;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads bf16, fp16, fp8, nvfp4, fp4 (as nvfp4) and mxfp4, in any case. */
    public static Precision parse(String text) {
        return switch (text.trim().toLowerCase(Locale.ROOT)) {
            case "bf16", "bfloat16" -> BF16;
            case "fp16", "float16" -> FP16;
            case "fp8" -> FP8;
            case "nvfp4", "fp4" -> NVFP4;
            case "mxfp4" -> MXFP4;
            default ->
                throw new IllegalArgumentException(
                        "unknown precision '%s': use bf16, fp16, fp8, nvfp4 or mxfp4".formatted(text));
        };
    }
}
