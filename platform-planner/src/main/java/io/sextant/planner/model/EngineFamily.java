package io.sextant.planner.model;

/** Engines that were measured often enough to tell apart. */
public enum EngineFamily {
    TENSORRT_LLM("TensorRT-LLM"),
    /** Version 0.x of 2023 and 2024 and the NIM 1.0 images built on it: no CUDA graphs, no overlap of steps. */
    TENSORRT_LLM_0("TensorRT-LLM 0.x"),
    VLLM("vLLM"),
    SGLANG("SGLang"),
    /** Not stated: the average of all. */
    ANY("any engine");

    private final String label;

    EngineFamily(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
