package io.sextant.api.catalog;

import io.sextant.planner.hardware.Precision;
import io.sextant.planner.model.EngineFamily;
import io.sextant.planner.model.EngineProfile;
import io.sextant.planner.model.ModelArchitecture;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One of the pairings a NIM image brings along: engine, precision, parallelism, GPU product and what it is tuned for.
 *
 * @param id 64 hexadecimal digits; the one the image lists only where {@code idOrigin} is PUBLISHED
 * @param gpu null for a generic profile, which runs on any GPU with enough memory
 * @param qos null where the profile does not declare what it is tuned for
 * @param source who says that this pairing exists
 */
public record NimProfile(
        String id,
        IdOrigin idOrigin,
        Engine engine,
        Precision precision,
        int tensorParallel,
        int pipelineParallel,
        @Nullable CatalogGpu gpu,
        @Nullable Qos qos,
        Fact source) {
    /** Weights may take this share of the GPUs' memory; the rest is for KV cache, activations and the engine. */
    private static final double WEIGHT_SHARE = 0.9;

    private static final double BYTES_PER_GIB = 1024.0 * 1024 * 1024;

    /** Whether an image really lists the id. */
    public enum IdOrigin {
        /** Read in the output of the image's own profile list. */
        PUBLISHED,
        /**
         * SHA-256 of the readable name, because the real id is not known: a cluster must select such a profile by engine,
         * precision, parallelism, GPU and QoS, never by this id.
         */
        DERIVED
    }

    /** What runs the model inside the NIM. */
    public enum Engine {
        TENSORRT_LLM("TensorRT-LLM", EngineFamily.TENSORRT_LLM),
        VLLM("vLLM", EngineFamily.VLLM),
        SGLANG("SGLang", EngineFamily.SGLANG);

        private final String label;
        private final EngineFamily family;

        Engine(String label, EngineFamily family) {
            this.label = label;
            this.family = family;
        }

        public String label() {
            return label;
        }

        /** As NIM writes it in profile names and tags. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a profile is tuned for. */
    public enum Qos {
        LATENCY,
        THROUGHPUT;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public NimProfile {
        if (!id.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("a profile id has 64 hexadecimal digits, but was " + id);
        }
        if (tensorParallel < 1 || pipelineParallel < 1) {
            throw new IllegalArgumentException("TP and PP are at least 1");
        }
    }

    public int gpusPerReplica() {
        return tensorParallel * pipelineParallel;
    }

    public boolean isGeneric() {
        return gpu == null;
    }

    /** As a person reads it, such as {@code H100 SXM 80 GB · FP8 · TP2 · latency}. */
    public String name() {
        String hardware = gpu == null ? "Any GPU" : gpu.title();
        String parallel = "TP" + tensorParallel + (pipelineParallel > 1 ? " × PP" + pipelineParallel : "");
        String tuned = qos == null ? "" : " · " + qos.key();
        return hardware + " · " + precision.label().toUpperCase(Locale.ROOT) + " · " + parallel + tuned;
    }

    /** As NIM names profiles, such as {@code tensorrt_llm-h100-fp8-tp2-pp1-latency}. */
    public String technicalName() {
        return engine.key()
                + (gpu == null ? "" : "-" + gpu.nimTag())
                + "-" + precision.label()
                + "-tp" + tensorParallel
                + "-pp" + pipelineParallel
                + (qos == null ? "" : "-" + qos.key());
    }

    /** What the planner needs to know of it. */
    public EngineProfile engineProfile() {
        EngineProfile generic = EngineProfile.of(id, precision, tensorParallel);
        return new EngineProfile(
                id,
                precision,
                tensorParallel,
                pipelineParallel,
                generic.maxSequences(),
                generic.kvBytesPerElement(),
                gpu == null ? Set.of() : Set.of(gpu.name()),
                engine.family,
                generic.maxBatchedTokens());
    }

    /** Whether the profile was built for this GPU, or is generic and the model's weights fit. */
    public boolean suits(ModelArchitecture model, CatalogGpu candidate) {
        if (gpu != null) {
            return gpu.name().equals(candidate.name());
        }
        double roomBytes = gpusPerReplica() * candidate.product().memoryGib() * BYTES_PER_GIB * WEIGHT_SHARE;
        return candidate.product().supports(precision)
                && tensorParallel <= candidate.product().maxGpusPerNode()
                && model.weightBytes(precision) <= roomBytes;
    }
}
