package io.sextant.planner.model;

import io.sextant.planner.hardware.GpuProduct;
import io.sextant.planner.hardware.Precision;
import io.sextant.planner.units.Quantity;
import java.util.Set;

/**
 * How an engine runs a model: one NIM profile.
 *
 * @param id profile id or a readable name, unique within a plan
 * @param maxSequences most sequences the engine runs at once
 * @param kvBytesPerElement 2 for a 16-bit KV cache, 1 for FP8
 * @param gpuNames GPU products the profile was built for; empty when any will do
 * @param engine what runs the model
 * @param maxBatchedTokens most tokens of one step: longer prompts are computed in chunks
 */
public record EngineProfile(
        String id,
        Precision precision,
        int tensorParallel,
        int pipelineParallel,
        int maxSequences,
        int kvBytesPerElement,
        Set<String> gpuNames,
        EngineFamily engine,
        int maxBatchedTokens) {

    /** What vLLM and TensorRT-LLM start with on data-centre GPUs (max_num_batched_tokens, max_num_tokens). */
    public static final int DEFAULT_BATCHED_TOKENS = 8192;

    /** What engines start with unless told otherwise (vLLM max_num_seqs). */
    public static final int DEFAULT_MAX_SEQUENCES = 256;

    private static final int SIXTEEN_BIT_KV = 2;

    public EngineProfile {
        Quantity.text("profile id", id);
        Quantity.positive("tensor parallelism", tensorParallel);
        Quantity.positive("pipeline parallelism", pipelineParallel);
        Quantity.positive("sequences", maxSequences);
        Quantity.positive("batched tokens", maxBatchedTokens);
        if (kvBytesPerElement != 1 && kvBytesPerElement != 2) {
            throw new IllegalArgumentException("a KV element has 1 or 2 bytes, but was " + kvBytesPerElement);
        }
        gpuNames = Set.copyOf(gpuNames);
    }

    /** By an engine that is not stated, with its usual limit on batched tokens. */
    public EngineProfile(
            String id,
            Precision precision,
            int tensorParallel,
            int pipelineParallel,
            int maxSequences,
            int kvBytesPerElement,
            Set<String> gpuNames) {
        this(
                id,
                precision,
                tensorParallel,
                pipelineParallel,
                maxSequences,
                kvBytesPerElement,
                gpuNames,
                EngineFamily.ANY,
                DEFAULT_BATCHED_TOKENS);
    }

    /** A generic profile: 16-bit KV unless a file or an engine says otherwise, so that memory is never overrated. */
    public static EngineProfile of(String id, Precision precision, int tensorParallel) {
        return new EngineProfile(id, precision, tensorParallel, 1, DEFAULT_MAX_SEQUENCES, SIXTEEN_BIT_KV, Set.of());
    }

    public int gpusPerReplica() {
        return tensorParallel * pipelineParallel;
    }

    public boolean isBuiltFor(GpuProduct gpu) {
        return gpuNames.isEmpty() || gpuNames.contains(gpu.name());
    }
}
