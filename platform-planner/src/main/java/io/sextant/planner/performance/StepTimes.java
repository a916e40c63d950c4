package io.sextant.planner.performance;

import io.sextant.planner.hardware.GpuProduct;
import io.sextant.planner.model.EngineProfile;
import io.sextant.planner.model.ModelArchitecture;

/**
 * The roofline of one engine: how long a decode step and a prefill take.
 *
 * <p>Formulas and their sources are in docs/planner.md. A pipeline of s stages works on s parts of the batch at once,
 * so a token of every sequence costs s stage times with a batch of b/s.
 */
public final class StepTimes {

    private static final double ACTIVATION_BYTES = 2;

    private final ModelArchitecture model;
    private final int tensorParallel;
    private final int stages;
    private final int kvBytesPerElement;
    private final double weightBytesPerParam;
    private final double weightBytesPerMs;
    private final double kvBytesPerMs;
    private final double flopsPerMs;
    private final double attentionFlopsPerMs;
    private final double linkBytesPerMs;
    private final double fixedStepMs;
    private final double extraTokens;
    private final double allreduceMs;
    private final double attentionMs;

    public StepTimes(GpuProduct gpu, ModelArchitecture model, EngineProfile profile, EfficiencyFactors factors) {
        this.model = model;
        this.tensorParallel = profile.tensorParallel();
        this.stages = profile.pipelineParallel();
        this.kvBytesPerElement = profile.kvBytesPerElement();
        this.weightBytesPerParam = profile.precision().bytesPerWeight();
        double bytesPerMs = gpu.memoryBandwidthGbS() * 1e6;
        this.weightBytesPerMs = tensorParallel * bytesPerMs * factors.of(Factor.WEIGHT_BANDWIDTH);
        this.kvBytesPerMs = model.kvShards(tensorParallel) * bytesPerMs * factors.of(Factor.KV_BANDWIDTH);
        this.flopsPerMs = tensorParallel * gpu.tflops(profile.precision()) * 1e9 * factors.of(Factor.COMPUTE);
        this.attentionFlopsPerMs = tensorParallel * gpu.tflopsBf16() * 1e9 * factors.of(Factor.COMPUTE);
        this.linkBytesPerMs = gpu.allreduceGbS() * 1e6 * factors.of(Factor.LINK_BANDWIDTH);
        this.fixedStepMs = factors.of(Factor.STEP_BASE_MS) + factors.of(Factor.LAYER_US) * model.layers() / 1000;
        this.extraTokens = factors.of(Factor.PREFILL_EXTRA_TOKENS);
        this.attentionMs = factors.of(Factor.ATTENTION_NS) / 1e6;
        this.allreduceMs = factors.of(Factor.ALLREDUCE_US) / 1000;
    }

    /** One token for each of {@code batch} sequences whose mean length is {@code meanContext} tokens. */
    public double decodeStepMs(double batch, double meanContext) {
        double part = Math.max(1, batch / stages);
        double matrixMs = fourthPowerMean(weightsMs(part), computeMs(part));
        double readMs = part * model.kvBytes(meanContext, kvBytesPerElement) / kvBytesPerMs;
        double kvMs = fourthPowerMean(readMs, attentionMs * model.attendedTokenLayers(meanContext));
        return matrixMs + kvMs + communicationMs(part) + fixedStepMs;
    }

    /**
     * From the first to the last layer for one prompt.
     *
     * @param tokens input tokens to compute, without those found in the prefix cache
     * @param isl length of the whole input, which attention still reads
     */
    public double prefillMs(double tokens, double isl) {
        return fourthPowerMean(arithmeticMs(tokens, isl), weightsMs(tokens)) + communicationMs(tokens) + fixedStepMs;
    }

    private double arithmeticMs(double tokens, double isl) {
        double attentionFlops = 2.0 * model.heads() * model.headDim() * tokens * model.attendedTokenLayers(isl);
        return computeMs(tokens + extraTokens) + attentionFlops / attentionFlopsPerMs;
    }

    int stages() {
        return stages;
    }

    /** What a prefill pays beyond its arithmetic and traffic, and need not pay in a step that decodes anyway. */
    double prefillSharedMs(double tokens, double isl) {
        return prefillMs(tokens, isl) - arithmeticMs(tokens, isl) - communicationMs(tokens);
    }

    private double weightsMs(double tokens) {
        return model.paramsRead(tokens) * weightBytesPerParam / weightBytesPerMs;
    }

    private double computeMs(double tokens) {
        return 2 * tokens * model.activeParamsB() * 1e9 / flopsPerMs;
    }

    private double communicationMs(double tokens) {
        double tokenBytes = ACTIVATION_BYTES * tokens * model.hidden();
        double betweenStages = (stages - 1) * (allreduceMs + tokenBytes / linkBytesPerMs);
        if (tensorParallel == 1) {
            return betweenStages;
        }
        double hops = Math.log(tensorParallel) / Math.log(2);
        double exchanged = tokenBytes * 2 * (tensorParallel - 1) / tensorParallel;
        return betweenStages + 2 * model.layers() * (allreduceMs * Math.sqrt(hops) + exchanged / linkBytesPerMs);
    }

    /** A soft maximum: near the crossing of two limits, both slow the step down. */
    private static double fourthPowerMean(double a, double b) {
        double aa = a * a;
        double bb = b * b;
        return Math.sqrt(Math.sqrt(aa * aa + bb * bb));
    }
}
