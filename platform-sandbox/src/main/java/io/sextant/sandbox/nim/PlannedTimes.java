package io.sextant.sandbox.nim;

import io.sextant.planner.hardware.GpuProduct;
import io.sextant.planner.model.EngineProfile;
import io.sextant.planner.model.ModelArchitecture;
import io.sextant.planner.performance.EfficiencyFactors;
import io.sextant.planner.performance.MemoryFit;

/** Step times of a NIM profile on a GPU product by the planner's model with its published starting factors. */
public final class PlannedTimes implements StepTimes {
    private static final double JITTER = 0.02;

    private final io.sextant.planner.performance.StepTimes steps;
    private final EfficiencyFactors factors;
    private final MemoryFit memory;
    private final int maxSequences;

    public PlannedTimes(ModelArchitecture model, EngineProfile profile, GpuProduct gpu) {
        factors = EfficiencyFactors.starting(gpu, model, profile.precision());
        steps = new io.sextant.planner.performance.StepTimes(gpu, model, profile, factors);
        memory = MemoryFit.of(gpu, model, profile);
        maxSequences = profile.maxSequences();
    }

    /** Whether weights and at least one short sequence find room. */
    public boolean fits() {
        return memory.holdsWeights() && memory.maxContext() >= 2;
    }

    /** Prompt and answer together may have so many tokens. */
    public int maxContextTokens() {
        return (int) Math.min(memory.maxContext(), Integer.MAX_VALUE);
    }

    public EngineLimits limits() {
        return new EngineLimits(maxSequences, memory.longestSequenceTokens(), factors.requestBaseMs(), JITTER);
    }

    @Override
    public double prefillMs(int promptTokens) {
        return steps.prefillMs(promptTokens, promptTokens);
    }

    @Override
    public double prefillOccupancyMs(int promptTokens) {
        return steps.prefillOccupancyMs(promptTokens, promptTokens);
    }

    @Override
    public double decodeMs(int batch, double meanContextTokens) {
        return steps.decodeStepMs(batch, meanContextTokens);
    }

    @Override
    public double promptsPerPrefill(int batch, double meanPromptTokens, double meanOutputTokens) {
        double occupancy = steps.prefillOccupancyMs(meanPromptTokens, meanPromptTokens);
        double step = steps.decodeStepMs(batch, meanPromptTokens + meanOutputTokens / 2);
        double spreading = factors.prefillOverlap() * meanOutputTokens * step / occupancy;
        return 1 + factors.prefillSync() * (batch - 1) / (1 + (batch - 1) / spreading);
    }
}
