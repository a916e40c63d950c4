package io.sextant.planner.performance;

import io.sextant.planner.hardware.GpuProduct;
import io.sextant.planner.model.AttentionKind;
import io.sextant.planner.model.EngineProfile;
import io.sextant.planner.model.ModelArchitecture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the factors of an engine depend on, taken apart into effects that many settings share.
 *
 * @param randomness 0 where all lengths are equal, 1 where they vary by 5 % or more
 */
public record Setting(
        GpuProduct gpu, ModelArchitecture model, EngineProfile profile, double randomness, Conditions conditions) {

    private static final double ENTIRELY_RANDOM_SPREAD = 0.05;
    private static final double HARNESS_SPREAD = 0.2;
    private static final String RANDOM_LENGTHS_HARNESS = "inferencex";
    private static final String FIXED_LENGTHS_HARNESS = "nvidia-sweep";
    private static final double DATA_CENTRE_FP8_TFLOPS = 1000;
    private static final double DATA_CENTRE_FP4_TFLOPS = 4000;
    private static final int FOUR_BITS = 4;

    /**
     * Something that moves the factors of every setting that has it.
     *
     * @param spread how far an effect of this kind usually moves them, in units of {@link Factor#scale}
     * @param weight how much of it this setting has
     */
    public record Effect(String name, double spread, double weight) {}

    public static Setting of(
            GpuProduct gpu, ModelArchitecture model, EngineProfile profile, Workload workload, Conditions conditions) {
        double spread = Math.max(workload.isl().spread(), workload.osl().spread());
        return new Setting(gpu, model, profile, Math.min(1, spread / ENTIRELY_RANDOM_SPREAD), conditions);
    }

    /** All that apply, each with a weight other than 0. */
    public List<Effect> effects() {
        List<Effect> effects = new ArrayList<>();
        String family = family();
        String bits = "bits=" + bits();
        String engine = "engine=" + profile.engine().name();
        double ranks = log2(profile.tensorParallel());
        add(effects, "all", 1.0, 1);
        add(effects, "family=" + family, 0.25, 1);
        add(effects, "gpu=" + gpu.name(), 0.15, 1);
        add(effects, bits, 0.25, 1);
        add(effects, "tp", 0.15, ranks);
        add(effects, "tp-without-nvlink", 0.3, gpu.hasNvlink() ? 0 : ranks);
        add(effects, engine, 0.3, 1);
        add(effects, engine + "," + bits, 0.15, 1);
        add(effects, engine + ",family=" + family, 0.15, 1);
        add(effects, "experts", 0.5, model.isMixtureOfExperts() ? 1 : 0);
        add(effects, "experts," + engine, 0.25, model.isMixtureOfExperts() ? 1 : 0);
        add(effects, "attention=latent", 0.3, model.attention().kind() == AttentionKind.MULTI_HEAD_LATENT ? 1 : 0);
        add(effects, "attention=hybrid", 0.3, model.attention().kind() == AttentionKind.HYBRID ? 1 : 0);
        add(effects, "attention=sliding", 0.3, model.attention().slidingLayers() > 0 ? 1 : 0);
        add(effects, "shape=" + shape(), 0.15, 1);
        add(effects, engine + ",shape=" + shape(), 0.12, 1);
        add(effects, engine + ",tp", 0.08, ranks);
        add(effects, "random-lengths", 0.5, randomness);
        harnesses().forEach((harness, weight) -> add(effects, "harness=" + harness, HARNESS_SPREAD, weight));
        add(effects, "expert-parallel", 0.15, log2(conditions.expertParallel()));
        add(effects, "attention-data-parallel", 0.5, conditions.attentionDataParallel() ? 1 : 0);
        return effects;
    }

    /**
     * Whose loads err alike: profiles of one engine under one load generator, with experts or without. The weights say how much
     * this setting is like each.
     */
    public List<Effect> loadGroups() {
        List<Effect> groups = new ArrayList<>();
        String experts = model.isMixtureOfExperts() ? "experts" : "dense";
        harnesses()
                .forEach((harness, weight) ->
                        add(groups, harness + "," + profile.engine().name() + "," + experts, 1, weight));
        return groups;
    }

    /** The platform's own users are taken to be like the load generators whose lengths vary as much as theirs. */
    private Map<String, Double> harnesses() {
        return conditions.isMeasured()
                ? Map.of(conditions.harness(), 1.0)
                : Map.of(RANDOM_LENGTHS_HARNESS, randomness, FIXED_LENGTHS_HARNESS, 1 - randomness);
    }

    private static void add(List<Effect> effects, String name, double spread, double weight) {
        if (weight != 0) {
            effects.add(new Effect(name, spread, weight));
        }
    }

    /** Told apart by what the data sheet says, so that a GPU nobody measured still has one. */
    private String family() {
        Double fp4 = gpu.tflopsFp4();
        Double fp8 = gpu.tflopsFp8();
        if (fp4 != null) {
            return fp4 > DATA_CENTRE_FP4_TFLOPS ? "blackwell" : "blackwell-workstation";
        }
        if (fp8 != null) {
            return fp8 > DATA_CENTRE_FP8_TFLOPS ? "hopper" : "ada";
        }
        return "ampere";
    }

    private int bits() {
        return profile.precision().isSixteenBit() ? 16 : profile.precision().bytesPerWeight() == 1 ? 8 : FOUR_BITS;
    }

    /** Models of one architecture share it, whatever they were trained for. */
    private String shape() {
        int experts = model.experts() == null ? 0 : model.experts().total();
        return model.layers() + "x" + model.hidden() + "x" + experts;
    }

    private static double log2(int value) {
        return Math.log(value) / Math.log(2);
    }
}
