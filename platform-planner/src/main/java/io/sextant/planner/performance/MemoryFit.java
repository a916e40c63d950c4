package io.sextant.planner.performance;

import io.sextant.planner.hardware.GpuProduct;
import io.sextant.planner.model.EngineProfile;
import io.sextant.planner.model.ModelArchitecture;

/**
 * How the memory of each GPU of a replica is spent: weights, a reserve, and what is left for KV.
 *
 * @param usableGib what the engine may take per GPU
 * @param weightGib weights per GPU
 * @param reserveGib activations, graphs and communication buffers per GPU
 * @param kvGib left for KV per GPU; negative when the weights do not fit
 */
public record MemoryFit(
        ModelArchitecture model,
        EngineProfile profile,
        double usableGib,
        double weightGib,
        double reserveGib,
        double kvGib) {

    /** vLLM's share of total memory; TensorRT-LLM takes 0.90 to 0.95 of what is free. */
    private static final double UTILISATION = 0.90;

    /** The middle of the 2.5 to 3.5 GiB that engines were seen to keep. */
    private static final double RESERVE_GIB = 3.0;

    private static final double GIB = 1L << 30;

    public static MemoryFit of(GpuProduct gpu, ModelArchitecture model, EngineProfile profile) {
        double usable = gpu.memoryGib() * UTILISATION;
        double weights = model.weightBytes(profile.precision()) / GIB / profile.gpusPerReplica();
        return new MemoryFit(model, profile, usable, weights, RESERVE_GIB, usable - weights - RESERVE_GIB);
    }

    public boolean holdsWeights() {
        return kvGib > 0;
    }

    /** Tokens of KV that one sequence could fill, and so the longest sequence the replica can hold. */
    public long longestSequenceTokens() {
        double space =
                Math.max(0, kvGib) * GIB - gibPerSequence(model.attention().slidingWindowTokens()) * GIB;
        double furtherToken = perGpu(model.kvBytesPerFurtherToken(profile.kvBytesPerElement()));
        double tokens = space / furtherToken + model.attention().slidingWindowTokens();
        return (long) Math.max(0, Math.floor(tokens));
    }

    /** The longest context the model and this memory allow together. */
    public long maxContext() {
        return Math.min(model.maxContext(), longestSequenceTokens());
    }

    /** KV per GPU of one sequence of this many tokens. */
    public double gibPerSequence(double tokens) {
        return perGpu(model.kvBytes(tokens, profile.kvBytesPerElement())) / GIB;
    }

    /**
     * Sequences that run at once without ever being evicted: each keeps room for its whole input and output; a shared
     * prefix is kept once. 0 when not even one fits.
     */
    public int maxBatch(Workload workload) {
        return (int) Math.clamp(Math.floor(sequences(workload)), 0, profile.maxSequences());
    }

    /** The same without rounding and without the engine's own limit. */
    double sequences(Workload workload) {
        double shared = gibPerSequence(workload.isl().mean() * workload.prefixShare());
        double own = gibPerSequence(workload.meanTokens()) - shared;
        return (kvGib - shared) / own;
    }

    /** Whether the longest sequence of the workload fits, as far as the model's context reaches. */
    public boolean holdsLongestSequenceOf(Workload workload) {
        return longestSequenceTokens() >= Math.min(workload.longestSequence(), model.maxContext());
    }

    /** Share of the KV space filled while {@code batch} sequences are on average half way through their answers. */
    public double kvUse(double batch, Workload workload) {
        double shared = gibPerSequence(workload.isl().mean() * workload.prefixShare());
        double own = gibPerSequence(workload.meanContext()) - shared;
        return Math.min(1, (shared + batch * own) / kvGib);
    }

    private double perGpu(double replicaBytes) {
        return replicaBytes / model.kvShards(profile.tensorParallel()) / profile.pipelineParallel();
    }
}
