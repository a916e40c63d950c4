package io.sextant.planner.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sextant.planner.hardware.GpuProduct;
import io.sextant.planner.hardware.Precision;
import io.sextant.planner.model.EngineProfile;
import io.sextant.planner.reference.RandomScenario;
import io.sextant.planner.reference.Reference;
import io.sextant.planner.units.Percentile;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PerformanceModelTest {

    private static final double NOISE = 1 + 1e-9;
    private static final int DRAWS = 400;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 20_261_123})
    void latencyNeverFallsAndThroughputNeverDropsWithConcurrency(long seed) {
        RandomScenario.from(seed).limit(DRAWS).forEach(scenario -> {
            PerformanceModel model = scenario.performance();
            OperatingPoint before = model.at(1);
            for (int c = 2; c <= 3 * model.maxBatch() && c < 3000; c += 1 + c / 3) {
                OperatingPoint now = model.at(c);
                assertThat(now.ttftMs().value())
                        .as("%s", scenario)
                        .isGreaterThanOrEqualTo(before.ttftMs().value() / NOISE);
                assertThat(now.itlMs().value())
                        .as("%s", scenario)
                        .isGreaterThanOrEqualTo(before.itlMs().value() / NOISE);
                assertThat(now.e2eMs().value())
                        .as("%s", scenario)
                        .isGreaterThanOrEqualTo(before.e2eMs().value() / NOISE);
                assertThat(now.requestsPerSecond().value())
                        .as("%s", scenario)
                        .isGreaterThanOrEqualTo(before.requestsPerSecond().value() / NOISE);
                before = now;
            }
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {2, 20_261_124})
    void obeysLittlesLawAndTiesTheMetricsTogether(long seed) {
        RandomScenario.from(seed).limit(DRAWS).forEach(scenario -> {
            PerformanceModel model = scenario.performance();
            for (int c : new int[] {1, 7, model.maxBatch(), 2 * model.maxBatch() + 1}) {
                OperatingPoint point = model.at(c);
                double inFlight =
                        point.requestsPerSecond().value() * point.e2eMs().value() / 1000;
                assertThat(inFlight).as("%s", scenario).isCloseTo(c, within(c * 1e-9));
                assertThat(point.e2eMs().value())
                        .as("%s", scenario)
                        .isGreaterThan(point.ttftMs().value());
                double tokens = scenario.workload().osl().mean();
                if (tokens > 1) {
                    double sum = point.ttftMs().value() + point.itlMs().value() * (tokens - 1);
                    assertThat(sum).as("%s", scenario).isCloseTo(point.e2eMs().value(), within(sum * 1e-9));
                }
            }
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {3, 20_261_125})
    void fasterMemoryNeverMakesRequestsSlowerOrFewer(long seed) {
        RandomScenario.from(seed).limit(DRAWS).forEach(scenario -> {
            PerformanceModel slow = scenario.performance();
            PerformanceModel fast = PerformanceModel.expected(
                    withBandwidth(scenario.gpu(), 1.5), scenario.model(), scenario.profile(), scenario.workload());
            for (int c : new int[] {1, 8, slow.maxBatch()}) {
                assertThat(fast.at(c).e2eMs().value())
                        .as("%s", scenario)
                        .isLessThanOrEqualTo(slow.at(c).e2eMs().value() * NOISE);
                assertThat(fast.at(c).requestsPerSecond().value())
                        .as("%s", scenario)
                        .isGreaterThanOrEqualTo(slow.at(c).requestsPerSecond().value() / NOISE);
            }
        });
    }

    private static GpuProduct withBandwidth(GpuProduct gpu, double factor) {
        return new GpuProduct(
                gpu.name(),
                gpu.productLabel(),
                gpu.memoryGib(),
                gpu.memoryBandwidthGbS() * factor,
                gpu.tflopsBf16(),
                gpu.tflopsFp8(),
                gpu.tflopsFp4(),
                gpu.allreduceGbS(),
                gpu.maxGpusPerNode());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {4, 20_261_126})
    void neverUsesMoreMemoryThanThereIs(long seed) {
        RandomScenario.from(seed).limit(DRAWS).forEach(scenario -> {
            PerformanceModel model = scenario.performance();
            Workload workload = scenario.workload();
            MemoryFit memory = model.memory();
            double shared = memory.gibPerSequence(workload.isl().mean() * workload.prefixShare());
            double own = memory.gibPerSequence(workload.meanTokens()) - shared;
            double total = memory.weightGib() + memory.reserveGib() + shared + model.maxBatch() * own;
            assertThat(total).as("%s", scenario).isLessThanOrEqualTo(memory.usableGib() * NOISE);
            assertThat(memory.usableGib()).isLessThan(scenario.gpu().memoryGib());
            assertThat(model.at(10_000).kvUse()).as("%s", scenario).isBetween(0.0, 1.0);
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {5, 20_261_127})
    void higherPercentilesAreNeverFaster(long seed) {
        RandomScenario.from(seed).limit(DRAWS).forEach(scenario -> {
            OperatingPoint point = scenario.performance().at(5);
            Percentile low = Percentile.P50;
            for (Percentile high : List.of(Percentile.P90, Percentile.P95, Percentile.P99)) {
                assertThat(point.ttftMs(high).value())
                        .isGreaterThanOrEqualTo(point.ttftMs(low).value());
                assertThat(point.itlMs(high).value())
                        .isGreaterThanOrEqualTo(point.itlMs(low).value());
                assertThat(point.e2eMs(high).value())
                        .as("%s", scenario)
                        .isGreaterThanOrEqualTo(point.e2eMs(low).value());
                assertThat(point.tokensPerSecondPerUser(high).value())
                        .isLessThanOrEqualTo(point.tokensPerSecondPerUser(low).value());
                low = high;
            }
        });
    }

    @Test
    void decodesFromTheTimeToReadTheWeightsUp() {
        var model = Reference.load().model("meta-llama/Llama-3.1-8B-Instruct");
        var gpu = Reference.load().gpu("H100-SXM-80GB");
        var steps =
                new StepTimes(gpu, model, EngineProfile.of("bf16-tp1", Precision.BF16, 1), EfficiencyFactors.untuned());

        double readMs = model.denseParamsRead() * 2 / (3350e6 * 0.80);
        double fixedMs = 1 + 32 * 0.008;

        assertThat(steps.decodeStepMs(1, 100)).isCloseTo(readMs + fixedMs, within(0.02));
        assertThat(readMs).isCloseTo(5.6, within(0.05));
    }

    @Test
    void computesLongPromptsAtThePublishedShareOfThePeak() {
        var model = Reference.load().model("meta-llama/Llama-3.1-8B-Instruct");
        var gpu = Reference.load().gpu("H100-SXM-80GB");
        var steps =
                new StepTimes(gpu, model, EngineProfile.of("bf16-tp1", Precision.BF16, 1), EfficiencyFactors.untuned());

        double flops = 2 * 8.03e9 * (4096 + 150) + 2.0 * 32 * 32 * 128 * 4096 * 4096;

        assertThat(steps.prefillMs(4096, 4096)).isCloseTo(flops / (989e9 * 0.55) + 1.256, within(0.05));
    }

    @Test
    void requestsBeyondTheBatchWaitAndAddNoThroughput() {
        PerformanceModel model = PerformanceModel.expected(
                Reference.load().gpu("H100-SXM-80GB"),
                Reference.load().model("meta-llama/Llama-3.1-8B-Instruct"),
                EngineProfile.of("bf16-tp1", Precision.BF16, 1),
                Workload.fixed(4096, 512));

        OperatingPoint full = model.at(model.maxBatch());
        OperatingPoint crowded = model.at(2 * model.maxBatch());

        assertThat(full.queueWaitMs()).isZero();
        assertThat(crowded.waiting()).isEqualTo(model.maxBatch());
        assertThat(crowded.queueWaitMs()).isCloseTo(full.e2eMs().value(), within(1e-6));
        assertThat(crowded.requestsPerSecond()).isEqualTo(full.requestsPerSecond());
    }

    @Test
    void findsTheConcurrencyOfARequestRateByLittlesLaw() {
        PerformanceModel model = PerformanceModel.expected(
                Reference.load().gpu("H100-SXM-80GB"),
                Reference.load().model("meta-llama/Llama-3.1-8B-Instruct"),
                EngineProfile.of("bf16-tp1", Precision.BF16, 1),
                Workload.fixed(512, 256));
        double rate = model.at(20).requestsPerSecond().value();

        assertThat(model.concurrencyAt(rate * 0.9999)).hasValue(20);
        assertThat(model.concurrencyAt(rate * 1.0001)).hasValue(21);
        assertThat(model.concurrencyAt(1e6)).isEmpty();
    }

    @Test
    void marksNumbersNobodyComparedWithMeasurements() {
        var profile = EngineProfile.of("bf16", Precision.BF16, 1);
        var dense = Reference.load().model("meta-llama/Llama-3.1-8B-Instruct");
        var known = PerformanceModel.expected(
                        Reference.load().gpu("H100-SXM-80GB"), dense, profile, Workload.fixed(100, 100))
                .at(1)
                .ttftMs();
        var unseen = PerformanceModel.expected(Reference.load().gpu("L4"), dense, profile, Workload.fixed(100, 100))
                .at(1)
                .ttftMs();

        assertThat(known.provenance().rough()).isFalse();
        assertThat(unseen.provenance().rough()).isTrue();
        assertThat(unseen.high() / unseen.value()).isGreaterThan(known.high() / known.value());
    }

    @Test
    void refusesAnEngineWithoutRoomForOneSequence() {
        assertThatThrownBy(() -> PerformanceModel.expected(
                        Reference.load().gpu("L4"),
                        Reference.load().model("meta-llama/Llama-3.1-70B-Instruct"),
                        EngineProfile.of("bf16-tp1", Precision.BF16, 1),
                        Workload.fixed(100, 100)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no room for one sequence");
    }

    private static PerformanceModel chat() {
        return PerformanceModel.expected(
                Reference.load().gpu("H100-SXM-80GB"),
                Reference.load().model("meta-llama/Llama-3.1-8B-Instruct"),
                EngineProfile.of("bf16-tp1", Precision.BF16, 1),
                new Workload(new LengthDistribution(512, 0.5), new LengthDistribution(256, 0.5), 0));
    }

    @Test
    void poissonArrivalsWaitLongerThanAMetronomeAndMoreSoNearTheLimit() {
        PerformanceModel model = chat();
        double limit = model.stabilityLimitRequestsPerSecond();

        double calmGap = gap(model, 0.3 * limit);
        double busyGap = gap(model, 0.95 * limit);

        assertThat(calmGap).isPositive();
        assertThat(busyGap).isGreaterThan(5 * calmGap);
        assertThat(model.atRate(0.3 * limit, 0).ttftMs())
                .isEqualTo(
                        model.at(model.concurrencyAt(0.3 * limit).orElseThrow()).ttftMs());
    }

    private static double gap(PerformanceModel model, double rate) {
        return model.atRate(rate, 1).ttftMs().value()
                - model.atRate(rate, 0).ttftMs().value();
    }

    @Test
    void namesTheStabilityLimitOfAnOpenLoop() {
        PerformanceModel model = chat();

        assertThatThrownBy(() -> model.atRate(1.01 * model.stabilityLimitRequestsPerSecond(), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pile up without end")
                .hasMessageContaining("%.4g".formatted(model.stabilityLimitRequestsPerSecond()));
        assertThatThrownBy(() -> model.atRate(1, Double.NaN)).hasMessageContaining("variation of arrivals");
    }

    @Test
    void longPromptsInChunksWaitOneMoreStepForEach() {
        var gpu = Reference.load().gpu("H100-SXM-80GB");
        var model = Reference.load().model("meta-llama/Llama-3.1-8B-Instruct");
        EngineProfile whole = EngineProfile.of("bf16-tp1", Precision.BF16, 1);
        EngineProfile chunked =
                new EngineProfile("bf16-tp1", Precision.BF16, 1, 1, 256, 2, Set.of(), whole.engine(), 1024);
        Workload workload = Workload.fixed(4096, 200);

        OperatingPoint atOnce =
                PerformanceModel.expected(gpu, model, whole, workload).at(16);
        OperatingPoint inFour =
                PerformanceModel.expected(gpu, model, chunked, workload).at(16);

        assertThat(inFour.ttftMs().value()).isGreaterThan(atOnce.ttftMs().value());
        assertThat(inFour.e2eMs().value()).isCloseTo(atOnce.e2eMs().value(), within(1.0));
    }

    @Test
    void aSharedPrefixShortensTheFirstToken() {
        var gpu = Reference.load().gpu("H100-SXM-80GB");
        var model = Reference.load().model("meta-llama/Llama-3.1-8B-Instruct");
        EngineProfile profile = EngineProfile.of("bf16-tp1", Precision.BF16, 1);
        LengthDistribution isl = LengthDistribution.fixed(4096);
        LengthDistribution osl = LengthDistribution.fixed(200);

        double none = PerformanceModel.expected(gpu, model, profile, new Workload(isl, osl, 0))
                .at(8)
                .ttftMs()
                .value();
        double most = PerformanceModel.expected(gpu, model, profile, new Workload(isl, osl, 0.8))
                .at(8)
                .ttftMs()
                .value();

        assertThat(most).isLessThan(none / 2);
    }
}
