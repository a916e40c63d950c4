package io.sextant.planner.performance;

import io.sextant.planner.hardware.GpuProduct;
import io.sextant.planner.hardware.Precision;
import io.sextant.planner.model.ModelArchitecture;
import io.sextant.planner.units.Quantity;

/**
 * How far an engine stays below the hardware's peak, and what it adds to every step.
 *
 * @param weightBandwidth share of peak memory bandwidth reached while reading weights (eta_w)
 * @param kvBandwidth the same for the KV cache (eta_kv)
 * @param compute share of the peak rate of the matrix units (eta_p)
 * @param linkBandwidth share of the bandwidth between GPUs
 * @param allreduceLatencyUs fixed time of one all-reduce between two GPUs (alpha)
 * @param stepBaseMs fixed time of every step (beta_0)
 * @param perLayerUs fixed time of every layer of a step (beta_1)
 * @param prefillSync how far prompts arrive in step with each other: 1 for fixed lengths in a closed loop (phi)
 * @param prefillExtraTokens fixed cost of a prefill in tokens (n_0)
 * @param prefillOverlap share of the decode life over which other prompts spread (kappa_s)
 * @param requestBaseMs time outside the engine's steps: network, tokenizer (t_0)
 */
public record EfficiencyFactors(
        double weightBandwidth,
        double kvBandwidth,
        double compute,
        double linkBandwidth,
        double allreduceLatencyUs,
        double stepBaseMs,
        double perLayerUs,
        double prefillSync,
        double prefillExtraTokens,
        double prefillOverlap,
        double requestBaseMs) {

    public EfficiencyFactors {
        Quantity.positive(
                "weight bandwidth efficiency", Quantity.share("weight bandwidth efficiency", weightBandwidth));
        Quantity.positive("KV bandwidth efficiency", Quantity.share("KV bandwidth efficiency", kvBandwidth));
        Quantity.positive("compute efficiency", Quantity.share("compute efficiency", compute));
        Quantity.positive("link efficiency", Quantity.share("link efficiency", linkBandwidth));
        Quantity.notNegative("all-reduce latency", allreduceLatencyUs);
        Quantity.notNegative("time per step", stepBaseMs);
        Quantity.notNegative("time per layer", perLayerUs);
        Quantity.share("prefill synchrony", prefillSync);
        Quantity.notNegative("prefill extra tokens", prefillExtraTokens);
        Quantity.positive("prefill overlap", Quantity.share("prefill overlap", prefillOverlap));
        Quantity.notNegative("time outside the engine", requestBaseMs);
    }

    /** The starting factors, before anything was measured; docs/planner.md lists the source of each. */
    public static EfficiencyFactors starting(GpuProduct gpu, ModelArchitecture model, Precision precision) {
        return model.isMixtureOfExperts()
                ? new EfficiencyFactors(0.70, 0.65, 0.30, 0.70, 8, 1.0, 40, 1.0, 150, 0.7, 3)
                : new EfficiencyFactors(0.80, 0.65, denseCompute(gpu, precision), 0.70, 8, 1.0, 8, 1.0, 150, 0.7, 3);
    }

    /** Lower formats reach less of a higher peak; weights that are only unpacked run on the 16-bit units. */
    private static double denseCompute(GpuProduct gpu, Precision precision) {
        return gpu.tflops(precision) > gpu.tflopsBf16() ? 0.50 : 0.60;
    }
}
