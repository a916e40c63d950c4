package io.sextant.planner.jmh;

import io.sextant.planner.capacity.DayShape;
import io.sextant.planner.capacity.Demand;
import io.sextant.planner.capacity.SizingPolicy;
import io.sextant.planner.capacity.Sla;
import io.sextant.planner.cost.Money;
import io.sextant.planner.frontier.AlternativeGpu;
import io.sextant.planner.frontier.Alternatives;
import io.sextant.planner.frontier.Candidate;
import io.sextant.planner.frontier.GpuOffer;
import io.sextant.planner.frontier.Plan;
import io.sextant.planner.frontier.PlanInput;
import io.sextant.planner.frontier.Planner;
import io.sextant.planner.hardware.Precision;
import io.sextant.planner.model.EngineProfile;
import io.sextant.planner.performance.LengthDistribution;
import io.sextant.planner.performance.OperatingPoint;
import io.sextant.planner.performance.PerformanceModel;
import io.sextant.planner.performance.Workload;
import io.sextant.planner.reference.Reference;
import io.sextant.planner.units.Percentile;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a live plan page costs: one point below 10 us, a plan over every GPU product below 20 ms. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PlannerBenchmark {

    private static final Workload CHAT =
            new Workload(new LengthDistribution(512, 0.5), new LengthDistribution(256, 0.5), 0);
    private static final List<EngineProfile> PROFILES = Stream.of(Precision.BF16, Precision.FP8, Precision.NVFP4)
            .flatMap(precision -> Stream.of(1, 2, 4, 8)
                    .map(tp -> EngineProfile.of("%s-tp%d".formatted(precision.label(), tp), precision, tp)))
            .toList();

    private final Planner planner = new Planner();
    private final PerformanceModel model = PerformanceModel.expected(
            Reference.load().gpu("H100-SXM-80GB"),
            Reference.load().model("meta-llama/Llama-3.3-70B-Instruct"),
            EngineProfile.of("fp8-tp2", Precision.FP8, 2),
            CHAT);
    private final PlanInput reachable = input(new Sla(Percentile.P95, 1000.0, 40.0, 20_000.0, null));
    private final PlanInput unreachable = input(new Sla(Percentile.P95, 10.0, 5.0, 1000.0, null));

    private static PlanInput input(Sla sla) {
        List<GpuOffer> offers = Reference.load().gpus().stream()
                .map(gpu -> new GpuOffer(gpu.name(), gpu, Money.usd("3.49"), 64, List.of(8, 8, 8, 4, 2, 0)))
                .toList();
        return new PlanInput(
                        Reference.load().model("meta-llama/Llama-3.3-70B-Instruct"),
                        PROFILES,
                        offers,
                        CHAT,
                        new Demand.RequestRate(10, new DayShape.Cosine(0.6)),
                        sla,
                        SizingPolicy.DEFAULT.withOneRedundantReplica())
                .withAlternatives(new Alternatives(
                        Reference.load().gpus().stream()
                                .map(gpu -> new AlternativeGpu(gpu, Money.usd("5")))
                                .toList(),
                        PROFILES));
    }

    @Benchmark
    public OperatingPoint point() {
        return model.at(37);
    }

    @Benchmark
    public Plan plan() {
        return planner.plan(reachable);
    }

    @Benchmark
    public Plan planWithoutAnAnswer() {
        return planner.plan(unreachable);
    }

    /** What a page with everything on it asks of a plan: both frontiers, both paths, the day, C* of each target. */
    @Benchmark
    public List<Object> planAndItsAnswers() {
        Plan plan = planner.plan(reachable);
        Candidate best = plan.recommended().orElseThrow();
        return List.of(
                plan.frontier(),
                plan.technicalFrontier(),
                plan.rateFrontier(),
                plan.technicalRateFrontier(),
                plan.scalingPaths(best).orElseThrow(),
                plan.day(best),
                plan.ceilingPerTarget(best));
    }

    /** Every reason against every candidate, as a table of all of them shows. */
    @Benchmark
    public long planAndEveryReason() {
        Plan plan = planner.plan(reachable);
        return plan.candidates().stream()
                .flatMap(candidate -> plan.reasonsAgainst(candidate).stream())
                .mapToLong(String::length)
                .sum();
    }
}
