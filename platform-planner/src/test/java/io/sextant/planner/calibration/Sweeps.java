package io.sextant.planner.calibration;

import io.sextant.planner.hardware.Precision;
import io.sextant.planner.model.EngineFamily;
import io.sextant.planner.model.EngineProfile;
import io.sextant.planner.performance.Conditions;
import io.sextant.planner.performance.EfficiencyFactors;
import io.sextant.planner.performance.Factor;
import io.sextant.planner.performance.LoadModel;
import io.sextant.planner.performance.MeanPoint;
import io.sextant.planner.performance.Workload;
import io.sextant.planner.reference.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Load tests of engines whose true factors are known, with the noise of real ones. */
final class Sweeps {

    static final List<Workload> SHAPES =
            List.of(Workload.fixed(200, 1000), Workload.fixed(2000, 200), Workload.fixed(2000, 2000));
    private static final int[] CONCURRENCIES = {1, 4, 16, 64, 128};

    private Sweeps() {}

    static EngineProfile profile(Precision precision, int tp) {
        return new EngineProfile(
                precision.label() + "-tp" + tp,
                precision,
                tp,
                1,
                EngineProfile.DEFAULT_MAX_SEQUENCES,
                2,
                Set.of(),
                EngineFamily.VLLM,
                EngineProfile.DEFAULT_BATCHED_TOKENS);
    }

    /** Factors an engine really has: off the usual ones by a fifth or so, each in its own way. */
    static EfficiencyFactors truth(Random random, double compute) {
        return EfficiencyFactors.untuned()
                .with(Factor.COMPUTE, compute)
                .with(Factor.WEIGHT_BANDWIDTH, 0.6 * Math.exp(0.1 * random.nextGaussian()))
                .with(Factor.STEP_BASE_MS, 2.5 * Math.exp(0.2 * random.nextGaussian()));
    }

    /** A sweep over all shapes and concurrencies. */
    static List<Observation> of(
            String model, String gpu, EngineProfile profile, EfficiencyFactors truth, Random noise) {
        List<Observation> points = new ArrayList<>();
        for (Workload shape : SHAPES) {
            for (int concurrency : CONCURRENCIES) {
                points.add(point(model, gpu, profile, shape, concurrency, truth, noise));
            }
        }
        return points;
    }

    private static Observation point(
            String model,
            String gpu,
            EngineProfile profile,
            Workload shape,
            int concurrency,
            EfficiencyFactors truth,
            Random noise) {
        Conditions conditions = new Conditions("test", 1, false);
        Reference reference = Reference.load();
        MeanPoint exact = new LoadModel(reference.gpu(gpu), reference.model(model), profile, shape, truth, conditions)
                .at(concurrency);
        double ttft = exact.ttftMs() * Math.exp(0.03 * noise.nextGaussian());
        double itl = exact.itlMs() * Math.exp(0.01 * noise.nextGaussian());
        return new Observation(
                "test",
                reference.gpu(gpu),
                reference.model(model),
                profile,
                shape,
                conditions,
                new Observation.Sent.Concurrency(concurrency),
                ttft,
                itl,
                exact.withLatencies(ttft, itl).outputTokensPerSecond());
    }
}
