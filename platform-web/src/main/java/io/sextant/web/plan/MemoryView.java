package io.sextant.web.plan;

import io.sextant.api.planning.PlanMemory;
import io.sextant.planner.units.Display;
import java.util.List;

/**
 * Where the memory of one GPU goes.
 *
 * @param sentence for somebody who never heard of a KV cache
 */
record MemoryView(String sentence, List<Part> parts) {
    /** @param percent of the whole, rounded, for the bar beside the number */
    record Part(String name, String gib, int percent, String meaning) {}

    static MemoryView of(PlanMemory memory) {
        return new MemoryView(
                "Of the %s of each GPU, the model itself takes %s; %s are left for what running requests remember."
                        .formatted(
                                Display.gib(memory.totalGib()),
                                Display.gib(memory.weightsGib()),
                                Display.gib(memory.kvUsedGib() + memory.kvFreeGib())),
                List.of(
                        part("Weights", memory.weightsGib(), memory, "the model's numbers, this GPU's share of them"),
                        part(
                                "KV cache in use",
                                memory.kvUsedGib(),
                                memory,
                                "what the requests in flight have read and written"),
                        part("KV cache free", memory.kvFreeGib(), memory, "room for more or longer requests"),
                        part("Activations", memory.activationsGib(), memory, "intermediate results of one step"),
                        part("Buffers", memory.buffersGib(), memory, "captured graphs and communication"),
                        part("Left alone", memory.unusedGib(), memory, "kept free by the engine")));
    }

    private static Part part(String name, double gib, PlanMemory memory, String meaning) {
        return new Part(name, Display.gib(gib), (int) Math.round(100 * gib / memory.totalGib()), meaning);
    }
}
