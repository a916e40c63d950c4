package io.sextant.sandbox.nimoperator;

import io.sextant.planner.hardware.GpuProduct;
import io.sextant.planner.hardware.Precision;
import io.sextant.planner.model.EngineProfile;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One profile of a NIM's manifest.
 *
 * @param id 64 hex digits
 * @param engine such as {@code tensorrt_llm} or {@code vllm}
 * @param gpu the product it was built for; null when any will do
 * @param qos {@code latency} or {@code throughput}; empty where the profile is not tuned for one
 */
public record NimProfile(
        String id,
        String engine,
        Precision precision,
        int tensorParallel,
        int pipelineParallel,
        @Nullable GpuProduct gpu,
        String qos) {

    int gpus() {
        return tensorParallel * pipelineParallel;
    }

    boolean runsOn(GpuProduct product) {
        return gpu == null ? product.supports(precision) : gpu.name().equals(product.name());
    }

    EngineProfile engineProfile() {
        EngineProfile base = EngineProfile.of(id, precision, tensorParallel);
        return new EngineProfile(
                id,
                precision,
                tensorParallel,
                pipelineParallel,
                base.maxSequences(),
                base.kvBytesPerElement(),
                base.gpuNames());
    }

    /** The tags of the manifest. */
    Map<String, String> tags() {
        Map<String, String> tags = new TreeMap<>();
        tags.put("llm_engine", engine);
        tags.put("precision", precision.label());
        tags.put("tp", Integer.toString(tensorParallel));
        tags.put("pp", Integer.toString(pipelineParallel));
        tags.put("feat_lora", "false");
        if (!qos.isEmpty()) {
            tags.put("profile", qos);
        }
        if (gpu != null) {
            tags.put("gpu", gpu.name().split("-", -1)[0].toUpperCase(Locale.ROOT));
        }
        return tags;
    }
}
