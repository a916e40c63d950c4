package io.sextant.api.deployment;

import io.sextant.api.planning.PlanWorkload;

/** The longest request an engine is started for: long enough for the workload's tail, no longer than the model allows. */
final class ContextWindow {
    // Four standard deviations above the mean, as far as lengths go in practice.
    private static final double TAIL = 4;
    private static final int SHORTEST = 4096;
    private static final int STEP = 1024;

    private ContextWindow() {}

    static int tokens(PlanWorkload workload, int modelContext) {
        double needed = workload.inputTokens() * (1 + TAIL * workload.inputSpread())
                + workload.outputTokens() * (1 + TAIL * workload.outputSpread());
        double stepped = Math.ceil(Math.max(needed, SHORTEST) / STEP) * STEP;
        return (int) Math.min(stepped, modelContext);
    }
}
