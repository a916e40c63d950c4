package io.sextant.api.planning;

import io.sextant.planner.capacity.MemoryUse;

/**
 * Where the memory of each GPU of a replica goes at the planned concurrency, in GiB; the parts add up to the total.
 *
 * @param kvUsedGib of the requests in flight, each on average half way through its answer
 * @param kvFreeGib room for more of them
 * @param activationsGib intermediate results, within the engine's reserve
 * @param buffersGib the rest of that reserve
 * @param unusedGib what the engine leaves alone
 */
public record PlanMemory(
        double totalGib,
        double weightsGib,
        double kvUsedGib,
        double kvFreeGib,
        double activationsGib,
        double buffersGib,
        double unusedGib) {
    static PlanMemory of(MemoryUse use) {
        return new PlanMemory(
                use.totalGib(),
                use.weightsGib(),
                use.kvUsedGib(),
                use.kvFreeGib(),
                use.activationsGib(),
                use.buffersGib(),
                use.unusedGib());
    }
}
