package io.sextant.sandbox.nim;

import io.sextant.planner.hardware.GpuProduct;
import io.sextant.planner.model.EngineProfile;
import io.sextant.planner.model.ModelArchitecture;
import io.sextant.planner.performance.Conditions;
import io.sextant.planner.performance.EfficiencyFactors;
import io.sextant.planner.performance.Factor;
import io.sextant.planner.performance.Learnt;
import io.sextant.planner.performance.LengthDistribution;
import io.sextant.planner.performance.LoadModel;
import io.sextant.planner.performance.MemoryFit;
import io.sextant.planner.performance.Setting;
import io.sextant.planner.performance.Workload;

/** Step times of a NIM profile on a GPU product by the planner's model with the factors it expects of them. */
public final class PlannedTimes implements StepTimes {
    private static final double JITTER = 0.02;

    /**
     * Of the prompts that the planner counts ahead of one on average, the share that this engine computes in one step with
     * it; for the rest it waits, because two such groups sometimes meet.
     */
    private static final double GROUPED = 0.45;

    private final io.sextant.planner.performance.StepTimes steps;
    private final ModelArchitecture model;
    private final EngineProfile profile;
    private final GpuProduct gpu;
    private final EfficiencyFactors factors;
    private final MemoryFit memory;
    private final int maxSequences;

    public PlannedTimes(ModelArchitecture model, EngineProfile profile, GpuProduct gpu) {
        this.model = model;
        this.profile = profile;
        this.gpu = gpu;
        factors = Learnt.shipped().priors().factors(new Setting(gpu, model, profile, 0, Conditions.OWN_USERS));
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
        return new EngineLimits(
                maxSequences, memory.longestSequenceTokens(), factors.of(Factor.REQUEST_BASE_MS), JITTER);
    }

    @Override
    public double prefillMs(int prompts, double meanPromptTokens) {
        double one = steps.prefillMs(meanPromptTokens, meanPromptTokens);
        double all = steps.prefillMs(prompts * meanPromptTokens, meanPromptTokens);
        return one + (all - one) / profile.pipelineParallel();
    }

    @Override
    public double decodeMs(int batch, double meanContextTokens) {
        return steps.decodeStepMs(batch, meanContextTokens);
    }

    @Override
    public double promptsPerPrefill(int batch, double meanPromptTokens, double meanOutputTokens) {
        Workload mean = new Workload(
                new LengthDistribution(Math.max(1, meanPromptTokens), 0),
                new LengthDistribution(Math.max(1, meanOutputTokens), 0),
                0);
        return 1
                + GROUPED * new LoadModel(gpu, model, profile, mean, factors, Conditions.OWN_USERS).promptsAhead(batch);
    }
}
