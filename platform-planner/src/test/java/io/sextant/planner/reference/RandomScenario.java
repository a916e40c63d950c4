package io.sextant.planner.reference;

import io.sextant.planner.hardware.GpuProduct;
import io.sextant.planner.hardware.Precision;
import io.sextant.planner.model.EngineProfile;
import io.sextant.planner.model.ModelArchitecture;
import io.sextant.planner.performance.LengthDistribution;
import io.sextant.planner.performance.MemoryFit;
import io.sextant.planner.performance.PerformanceModel;
import io.sextant.planner.performance.Workload;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A random but possible combination of GPU, model, profile and workload; the seed is in its text. */
public record RandomScenario(
        long seed, GpuProduct gpu, ModelArchitecture model, EngineProfile profile, Workload workload) {

    private static final int[] TENSOR_PARALLEL = {1, 2, 4, 8};

    /** Endless, always the same for one seed. */
    public static Stream<RandomScenario> from(long seed) {
        Random seeds = new Random(seed);
        return Stream.generate(() -> draw(seeds.nextLong())).filter(RandomScenario::runs);
    }

    private static RandomScenario draw(long seed) {
        Random random = new Random(seed);
        EngineProfile profile = new EngineProfile(
                "drawn",
                pick(random, List.of(Precision.values()), precision -> true),
                TENSOR_PARALLEL[random.nextInt(TENSOR_PARALLEL.length)],
                1 + random.nextInt(2),
                1 + random.nextInt(512),
                1 + random.nextInt(2),
                Set.of());
        return new RandomScenario(
                seed,
                pick(random, Reference.load().gpus(), gpu -> gpu.supports(profile.precision())),
                pick(random, Reference.load().models(), model -> model.splitsOver(profile.tensorParallel())),
                profile,
                workload(random));
    }

    public static Workload workload(Random random) {
        return new Workload(lengths(random), lengths(random), random.nextInt(3) == 0 ? random.nextDouble() * 0.9 : 0);
    }

    private static LengthDistribution lengths(Random random) {
        double mean = Math.floor(Math.exp(random.nextDouble() * 8.5)) + 1;
        return new LengthDistribution(mean, random.nextBoolean() ? 0 : random.nextDouble());
    }

    private static <T> T pick(Random random, List<T> from, Predicate<T> condition) {
        List<T> possible = from.stream().filter(condition).toList();
        return possible.get(random.nextInt(possible.size()));
    }

    private boolean runs() {
        return workload.meanTokens() <= model.maxContext()
                && MemoryFit.of(gpu, model, profile).maxBatch(workload) >= 1;
    }

    public PerformanceModel performance() {
        return PerformanceModel.expected(gpu, model, profile, workload);
    }
}
