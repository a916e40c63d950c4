package io.sextant.planner.model;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Engines that were measured often enough to tell apart. */
public enum EngineFamily {
    TENSORRT_LLM("TensorRT-LLM"),
    /** Version 0.x of 2023 and 2024 and the NIM 1.0 images built on it: no CUDA graphs, no overlap of steps. */
    TENSORRT_LLM_0("TensorRT-LLM 0.x"),
    VLLM("vLLM"),
    SGLANG("SGLang"),
    /** Not stated: the average of all. */
    ANY("any engine");

    private static final Pattern OLD_TENSORRT_LLM = Pattern.compile("0\\.[5-9]\\b.*|NIM 1\\.0.*");

    private final String label;

    EngineFamily(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** Reads what measurements call their engine, such as trtllm 0.12, NIM 1.0, vllm or SGLang. */
    public static EngineFamily of(String engine, @Nullable String version) {
        String name = engine.toLowerCase(Locale.ROOT);
        if (name.contains("vllm")) {
            return VLLM;
        }
        if (name.contains("sglang")) {
            return SGLANG;
        }
        if (name.contains("trt") || name.contains("tensorrt")) {
            return version != null && OLD_TENSORRT_LLM.matcher(version).matches() ? TENSORRT_LLM_0 : TENSORRT_LLM;
        }
        return ANY;
    }
}
