package io.sextant.sandbox.nim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.sextant.planner.hardware.GpuProduct;
import io.sextant.planner.hardware.Precision;
import io.sextant.planner.model.AttentionKind;
import io.sextant.planner.model.AttentionPattern;
import io.sextant.planner.model.EngineProfile;
import io.sextant.planner.model.ModelArchitecture;
import io.sextant.planner.performance.OperatingPoint;
import io.sextant.planner.performance.PerformanceModel;
import io.sextant.planner.performance.Workload;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchEngineTest {
    private static final double TTFT_TOLERANCE_PERCENT = 45;
    private static final double ITL_TOLERANCE_PERCENT = 14;
    /** Where prompts take more of the engine's time than answers, the planner's own formula is a rough one. */
    private static final double SATURATED = 2;

    private static final GpuProduct H100 =
            new GpuProduct("H100-SXM-80GB", "NVIDIA-H100-80GB-HBM3", 79.6, 3350, 989, 1979.0, null, 450, 8);
    private static final GpuProduct L40S = new GpuProduct("L40S", "NVIDIA-L40S", 45, 864, 362, 733.0, null, 32, 8);
    private static final ModelArchitecture LLAMA_8B = new ModelArchitecture(
            "llama-3.1-8b",
            8.03,
            8.03,
            32,
            32,
            4096,
            32,
            8,
            128,
            128_256,
            131_072,
            131_072,
            AttentionPattern.full(AttentionKind.GROUPED_QUERY),
            null,
            false);
    private static final ModelArchitecture LLAMA_70B = new ModelArchitecture(
            "llama-3.3-70b",
            70.6,
            70.6,
            80,
            80,
            8192,
            64,
            8,
            128,
            128_256,
            131_072,
            327_680,
            AttentionPattern.full(AttentionKind.GROUPED_QUERY),
            null,
            false);

    private static List<OperatingLatency> closedLoop(
            PlannedTimes times, EngineLimits limits, int concurrency, int isl, int osl, int rounds) {
        return new ClosedLoop(new BatchEngine(times, limits, 1), isl, osl).run(concurrency, rounds);
    }

    @ParameterizedTest(name = "{0} on {1} with {2} tp{3}, {4}/{5} tokens, {6} at once")
    @CsvSource({
        "8b, H100, FP8, 1, 512, 256, 1",
        "8b, H100, FP8, 1, 512, 256, 2",
        "8b, H100, FP8, 1, 512, 256, 8",
        "8b, H100, FP8, 1, 512, 256, 32",
        "8b, H100, FP8, 1, 512, 256, 128",
        "8b, H100, BF16, 1, 2000, 200, 4",
        "8b, H100, BF16, 1, 2000, 200, 16",
        "8b, H100, BF16, 1, 2000, 200, 64",
        "8b, L40S, FP8, 1, 512, 256, 16",
        "8b, L40S, FP8, 1, 4096, 512, 8",
        "70b, H100, FP8, 2, 512, 256, 1",
        "70b, H100, FP8, 2, 512, 256, 16",
        "70b, H100, FP8, 4, 1024, 1024, 64",
    })
    void keepsThePaceThePlannerPredicts(
            String model, String gpu, Precision precision, int tp, int isl, int osl, int concurrency) {
        ModelArchitecture architecture = model.equals("8b") ? LLAMA_8B : LLAMA_70B;
        GpuProduct product = gpu.equals("H100") ? H100 : L40S;
        EngineProfile profile = EngineProfile.of("profile", precision, tp);
        OperatingPoint predicted = PerformanceModel.expected(product, architecture, profile, Workload.fixed(isl, osl))
                .at(concurrency);
        PlannedTimes times = new PlannedTimes(architecture, profile, product);

        List<OperatingLatency> seen = closedLoop(times, times.limits(), concurrency, isl, osl, 12);

        double ttft =
                seen.stream().mapToDouble(OperatingLatency::ttftMs).average().orElseThrow();
        double itl =
                seen.stream().mapToDouble(OperatingLatency::itlMs).average().orElseThrow();
        double wider = predicted.inputWorkShare() > 0.5 ? SATURATED : 1;
        assertThat(ttft).isCloseTo(predicted.ttftMs().value(), withinPercentage(wider * TTFT_TOLERANCE_PERCENT));
        assertThat(itl).isCloseTo(predicted.itlMs().value(), withinPercentage(wider * ITL_TOLERANCE_PERCENT));
    }

    @Test
    void queuesWhatTheCacheHasNoRoomFor() {
        EngineLimits limits = new EngineLimits(8, 1000, 0, 0);
        BatchEngine engine = new BatchEngine(new FixedTimes(10, 1), limits, 1);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int number = i;
            engine.submit(new Sequence(350, 100, 0, (index, at, last) -> {
                if (index == 0) {
                    order.add(number);
                }
            }));
        }

        engine.advanceTo(30_000_000);

        assertThat(engine.running()).isEqualTo(2);
        assertThat(engine.queued()).isEqualTo(1);
        assertThat(order).containsExactly(0, 1);

        engine.advanceTo(1_000_000_000);

        assertThat(order).containsExactly(0, 1, 2);
        assertThat(engine.running()).isZero();
        assertThat(engine.cacheUse()).isZero();
    }

    @Test
    void cancellationFreesTheSlotForTheNextInLine() {
        BatchEngine engine = new BatchEngine(new FixedTimes(10, 1), new EngineLimits(1, 1000, 0, 0), 1);
        List<Long> answeredAt = new ArrayList<>();
        Sequence endless = new Sequence(10, 900, 0, (index, at, last) -> {});
        engine.submit(endless);
        engine.submit(new Sequence(10, 1, 0, (index, at, last) -> answeredAt.add(at)));
        engine.advanceTo(50_000_000);
        assertThat(answeredAt).isEmpty();

        engine.cancel(endless);
        engine.advanceTo(80_000_000);

        assertThat(answeredAt).hasSize(1);
        assertThat(engine.nextStepAtNanos()).isEmpty();
    }

    @Test
    void refusesASequenceThatNeverFits() {
        BatchEngine engine = new BatchEngine(new FixedTimes(10, 1), new EngineLimits(1, 100, 0, 0), 1);

        assertThatThrownBy(() -> engine.submit(new Sequence(100, 1, 0, (index, at, last) -> {})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("101 tokens do not fit");
    }

    @Test
    void repeatsItselfForTheSameSeedAndNotForAnother() {
        PlannedTimes times = new PlannedTimes(LLAMA_8B, EngineProfile.of("profile", Precision.FP8, 1), H100);

        List<OperatingLatency> once = new ClosedLoop(new BatchEngine(times, times.limits(), 7), 300, 50).run(4, 3);
        List<OperatingLatency> again = new ClosedLoop(new BatchEngine(times, times.limits(), 7), 300, 50).run(4, 3);
        List<OperatingLatency> other = new ClosedLoop(new BatchEngine(times, times.limits(), 8), 300, 50).run(4, 3);

        assertThat(again).isEqualTo(once);
        assertThat(other).isNotEqualTo(once);
    }
}
