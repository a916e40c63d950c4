package io.sextant.planner.frontier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sextant.planner.capacity.DayShape;
import io.sextant.planner.capacity.Demand;
import io.sextant.planner.capacity.MemoryUse;
import io.sextant.planner.capacity.Sizing;
import io.sextant.planner.capacity.SizingPolicy;
import io.sextant.planner.capacity.Sla;
import io.sextant.planner.cost.Cost;
import io.sextant.planner.cost.Money;
import io.sextant.planner.hardware.GpuProduct;
import io.sextant.planner.performance.MemoryFit;
import io.sextant.planner.performance.OperatingPoint;
import io.sextant.planner.performance.PerformanceModel;
import io.sextant.planner.performance.Workload;
import io.sextant.planner.reference.RandomScenario;
import io.sextant.planner.units.Percentile;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold for every choice whatever the model says; each scenario prints the seed it was drawn from. */
class ChoicePropertiesTest {

    private static final long SEED = 20_261_130;

    static Stream<RandomScenario> scenarios() {
        return RandomScenario.from(SEED).filter(ChoicePropertiesTest::mayRun).limit(150);
    }

    private static boolean mayRun(RandomScenario scenario) {
        return PairingPolicy.rejections(new Pairing(
                        offer(scenario.gpu(), Money.usd("2")),
                        scenario.profile(),
                        scenario.model(),
                        scenario.workload()))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void moreInFlightIsNeverFasterForOneUserNorSlowerForAll(RandomScenario scenario) {
        List<OperatingPoint> curve = plan(scenario).evaluated().getFirst().curve();

        assertThat(curve).extracting(OperatingPoint::concurrency).isSorted().doesNotHaveDuplicates();
        for (int i = 1; i < curve.size(); i++) {
            OperatingPoint less = curve.get(i - 1);
            OperatingPoint more = curve.get(i);
            assertAtLeast(more.ttftMs().value(), less.ttftMs().value());
            assertAtLeast(more.itlMs().value(), less.itlMs().value());
            assertAtLeast(more.e2eMs().value(), less.e2eMs().value());
            assertAtLeast(
                    more.outputTokensPerSecond().value(),
                    less.outputTokensPerSecond().value());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void neverPlansMoreMemoryThanThereIs(RandomScenario scenario) {
        Workload workload = scenario.workload();
        for (Candidate candidate : plan(scenario).candidates()) {
            MemoryUse memory = candidate.memory();
            assertThat(memory.weightsGib()
                            + memory.kvUsedGib()
                            + memory.kvFreeGib()
                            + memory.activationsGib()
                            + memory.buffersGib()
                            + memory.unusedGib())
                    .isCloseTo(scenario.gpu().memoryGib(), within(1e-6));
            assertThat(List.of(
                            memory.weightsGib(),
                            memory.kvUsedGib(),
                            memory.kvFreeGib(),
                            memory.activationsGib(),
                            memory.buffersGib(),
                            memory.unusedGib()))
                    .allMatch(part -> part >= -1e-9);
            MemoryFit fit = candidate.memoryFit();
            double shared = fit.gibPerSequence(workload.isl().mean() * workload.prefixShare());
            double whole = fit.gibPerSequence(workload.meanTokens());
            assertThat(shared + candidate.concurrency() * (whole - shared)).isLessThanOrEqualTo(fit.kvGib() + 1e-6);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void moreBandwidthIsNeverSlowerNorDearer(RandomScenario scenario) {
        Random random = new Random(scenario.seed());
        GpuProduct gpu = scenario.gpu();
        GpuProduct faster = new GpuProduct(
                gpu.name(),
                gpu.productLabel(),
                gpu.memoryGib(),
                gpu.memoryBandwidthGbS() * (1 + random.nextDouble()),
                gpu.tflopsBf16(),
                gpu.tflopsFp8(),
                gpu.tflopsFp4(),
                gpu.allreduceGbS(),
                gpu.maxGpusPerNode());
        PlanInput input = input(scenario, gpu);
        PerformanceModel before = pairing(input, gpu).performance();
        PerformanceModel after = pairing(input, faster).performance();

        for (int concurrency = 1; concurrency <= before.maxBatch(); concurrency *= 2) {
            OperatingPoint slow = before.at(concurrency);
            OperatingPoint fast = after.at(concurrency);
            assertAtLeast(slow.e2eMs().value(), fast.e2eMs().value());
            assertThat(Sizing.of(input.demand(), fast, input.policy()).replicas())
                    .isLessThanOrEqualTo(
                            Sizing.of(input.demand(), slow, input.policy()).replicas());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void costIsLinearInReplicas(RandomScenario scenario) {
        Candidate any = plan(scenario).candidates().getLast();
        Money price = any.offer().pricePerGpuHour();
        double isl = scenario.workload().isl().mean();
        Cost one = Cost.of(price, any.gpusPerReplica(), replicas(1), 1, any.point(), isl);
        for (int count : new int[] {2, 3, 7, 50, 1000}) {
            Cost many = Cost.of(price, any.gpusPerReplica(), replicas(count), count, any.point(), isl);

            assertThat(many.hourly()).isEqualTo(one.hourly().times(count));
            assertThat(many.monthly()).isEqualTo(one.monthly().times(count));
            assertThat(many.autoscaled().monthly())
                    .isEqualTo(one.autoscaled().monthly().times(count));
            assertThat(many.atFullLoad().perMillionOutput().amount().doubleValue())
                    .isCloseTo(
                            one.atFullLoad().perMillionOutput().amount().doubleValue(),
                            within(1e-9
                                    * one.atFullLoad()
                                            .perMillionOutput()
                                            .amount()
                                            .doubleValue()));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void obeysLittlesLawFromThePointToThePaths(RandomScenario scenario) {
        Plan plan = plan(scenario);
        for (OperatingPoint point : plan.evaluated().getFirst().curve()) {
            double inFlight = point.requestsPerSecond().value() * point.e2eMs().value() / 1000;
            assertThat(inFlight).isCloseTo(point.concurrency(), within(point.concurrency() * 1e-6));
        }
        Candidate candidate = plan.candidates().getFirst();
        for (ScalingPath path : bothPaths(plan, candidate)) {
            for (PathPoint point : path.points()) {
                double each = point.requestsPerSecond() / point.replicas();
                assertThat(each * point.point().e2eMs().value() / 1000)
                        .as("arrivals x time is what is in flight, rounded up to whole requests")
                        .isLessThanOrEqualTo(point.concurrency() * (1 + 1e-6));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void everyDayIsCarriedAndNeverCostsMoreThanStandingStill(RandomScenario scenario) {
        Plan plan = plan(scenario);
        for (Candidate candidate : plan.candidates()) {
            Cost cost = candidate.cost();
            assertThat(candidate.autoscaling().minReplicas()).isBetween(1, candidate.replicas());
            assertThat(cost.averageReplicas())
                    .isBetween((double) candidate.autoscaling().minReplicas(), (double) candidate.replicas());
            assertThat(cost.autoscaled().monthly()).isLessThanOrEqualTo(cost.monthly());
            if (candidate.replicas() < 1_000_000) {
                plan.day(candidate)
                        .forEach(point -> assertThat(point.replicas()
                                        * candidate.point().requestsPerSecond().value())
                                .isGreaterThanOrEqualTo(point.requestsPerSecond() * (1 - 1e-6)));
            }
        }
    }

    private static List<ScalingPath> bothPaths(Plan plan, Candidate candidate) {
        ScalingPaths paths = plan.scalingPaths(candidate).orElseThrow();
        return List.of(paths.moreConcurrency(), paths.moreReplicas());
    }

    private static void assertAtLeast(double value, double least) {
        assertThat(value).isGreaterThanOrEqualTo(least * (1 - 1e-9));
    }

    private static Plan plan(RandomScenario scenario) {
        return new Planner().plan(input(scenario, scenario.gpu()));
    }

    private static Pairing pairing(PlanInput input, GpuProduct gpu) {
        return new Pairing(offer(gpu, Money.usd("2")), input.profiles().getFirst(), input.model(), input.workload());
    }

    private static PlanInput input(RandomScenario scenario, GpuProduct gpu) {
        Random random = new Random(scenario.seed());
        Demand demand = random.nextBoolean()
                ? new Demand.RequestRate(
                        Math.exp(random.nextDouble() * 5 - 2),
                        new DayShape.Cosine(random.nextDouble()),
                        0.05 + 0.95 * random.nextDouble())
                : new Demand.ConcurrentUsers(
                        1 + random.nextInt(500),
                        random.nextDouble() * 20,
                        DayShape.ofHourlyLoads(IntStream.range(0, 24)
                                .mapToObj(hour -> random.nextDouble())
                                .toList()));
        return new PlanInput(
                scenario.model(),
                List.of(scenario.profile()),
                List.of(offer(gpu, Money.usd("%.2f".formatted(random.nextDouble() * 9 + 0.01)))),
                scenario.workload(),
                demand,
                new Sla(Percentile.P95, 100 + random.nextDouble() * 20_000, 10 + random.nextDouble() * 200, null, null),
                new SizingPolicy(
                        random.nextDouble() * 0.4,
                        random.nextInt(3),
                        0.75,
                        random.nextInt(2),
                        random.nextDouble() * 1200,
                        random.nextDouble() * 0.02));
    }

    private static GpuOffer offer(GpuProduct gpu, Money price) {
        return new GpuOffer("pool", gpu, price, 64, List.of(8, 8, 8, 8, 8, 8, 8, 8));
    }

    private static Sizing replicas(int count) {
        return new Sizing(count, count, 0, count, 1, 1, 1, null);
    }
}
