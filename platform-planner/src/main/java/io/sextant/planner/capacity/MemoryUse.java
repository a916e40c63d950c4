package io.sextant.planner.capacity;

import io.sextant.planner.hardware.GpuProduct;
import io.sextant.planner.performance.MemoryFit;
import io.sextant.planner.performance.OperatingPoint;

/**
 * Where the memory of one GPU goes at an operating point; the parts add up to the total.
 *
 * @param kvUsedGib KV of the requests in flight, each on average half way through its answer
 * @param kvFreeGib room for more of it
 * @param activationsGib intermediate results of the largest step, an estimate within the engine's reserve
 * @param buffersGib the rest of the reserve: captured graphs, communication
 * @param unusedGib what the engine leaves alone
 */
public record MemoryUse(
        double totalGib,
        double weightsGib,
        double kvUsedGib,
        double kvFreeGib,
        double activationsGib,
        double buffersGib,
        double unusedGib) {

    private static final double GIB = 1L << 30;

    /** Hidden state, residual, normalised, query, key and value, and both halves of the MLP, at 16 bit. */
    private static final double BYTES_PER_TOKEN_AND_CHANNEL = 8 * 2.0;

    private static final double LOGIT_BYTES = 4;

    public static MemoryUse of(GpuProduct gpu, MemoryFit fit, OperatingPoint point) {
        double activations = Math.min(fit.reserveGib(), activationsGib(fit));
        double kvUsed = fit.kvGib() * point.kvUse();
        return new MemoryUse(
                gpu.memoryGib(),
                fit.weightGib(),
                kvUsed,
                fit.kvGib() - kvUsed,
                activations,
                fit.reserveGib() - activations,
                gpu.memoryGib() - fit.usableGib());
    }

    private static double activationsGib(MemoryFit fit) {
        double hidden = (double) fit.profile().maxBatchedTokens() * fit.model().hidden() * BYTES_PER_TOKEN_AND_CHANNEL;
        double logits = (double) fit.profile().maxSequences() * fit.model().vocab() * LOGIT_BYTES;
        return (hidden + logits) / fit.profile().tensorParallel() / GIB;
    }

    public double kvGib() {
        return kvUsedGib + kvFreeGib;
    }
}
