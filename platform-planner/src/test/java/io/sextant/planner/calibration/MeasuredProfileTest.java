package io.sextant.planner.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.sextant.planner.hardware.GpuProduct;
import io.sextant.planner.hardware.Precision;
import io.sextant.planner.model.EngineProfile;
import io.sextant.planner.model.ModelArchitecture;
import io.sextant.planner.performance.Learnt;
import io.sextant.planner.performance.OperatingPoint;
import io.sextant.planner.performance.PerformanceModel;
import io.sextant.planner.performance.Workload;
import io.sextant.planner.reference.Reference;
import io.sextant.planner.units.Provenance;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeasuredProfileTest {

    /** Between the places of the curve's grid, latencies are joined and throughput follows only nearly. */
    private static final double JOINED = 1 - 1e-3;

    private static final GpuProduct GPU = Reference.load().gpu("H100-SXM-80GB");
    private static final ModelArchitecture MODEL = Reference.load().model("meta-llama/Llama-3.1-8B-Instruct");
    private static final EngineProfile PROFILE = EngineProfile.of("bf16-tp1", Precision.BF16, 1);
    private static final Workload SHAPE = Workload.fixed(1000, 300);

    /** What a slower engine than expected would show: 1.6 times the latencies. */
    private static MeasuredPoint slow(Workload shape, int concurrency, double factor) {
        OperatingPoint expected =
                PerformanceModel.expected(GPU, MODEL, PROFILE, shape).at(concurrency);
        double ttft = expected.ttftMs().value() * factor;
        double itl = expected.itlMs().value() * factor;
        double tokens = concurrency
                * shape.osl().mean()
                * 1000
                / (ttft + itl * (shape.osl().mean() - 1));
        return new MeasuredPoint(shape, concurrency, ttft, itl, tokens, LocalDate.of(2026, 11, 1), "own load test");
    }

    private static PerformanceModel calibrated(Workload workload, List<MeasuredPoint> points) {
        return MeasuredProfile.of(GPU, MODEL, PROFILE, points, Learnt.shipped())
                .performance(GPU, MODEL, PROFILE, workload, Learnt.shipped());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.7, 1.6})
    void followsTheMeasuredPointsOfTheSameShape(double factor) {
        List<MeasuredPoint> points = List.of(slow(SHAPE, 1, factor), slow(SHAPE, 32, factor), slow(SHAPE, 128, factor));
        PerformanceModel model = calibrated(SHAPE, points);

        for (int concurrency : new int[] {1, 8, 32, 64, 128}) {
            MeasuredPoint truth = slow(SHAPE, concurrency, factor);
            assertThat(model.at(concurrency).itlMs().value()).isCloseTo(truth.itlMs(), withinPercentage(12));
            assertThat(model.at(concurrency).ttftMs().value()).isCloseTo(truth.ttftMs(), withinPercentage(20));
        }
    }

    @Test
    void saysWhatIsMeasuredAndWhatIsCalibrated() {
        PerformanceModel model = calibrated(SHAPE, List.of(slow(SHAPE, 8, 1.2), slow(SHAPE, 64, 1.2)));

        assertThat(model.at(8).ttftMs().provenance().label()).isEqualTo("measured");
        Provenance between = model.at(20).ttftMs().provenance();
        assertThat(between.label()).isEqualTo("calibrated (2 points)");
        assertThat(between.source()).isEqualTo("own load test");
        assertThat(between.date()).isEqualTo(LocalDate.of(2026, 11, 1));
    }

    @Test
    void aLoadTestNarrowsTheInterval() {
        OperatingPoint before =
                PerformanceModel.expected(GPU, MODEL, PROFILE, SHAPE).at(20);
        OperatingPoint after = calibrated(SHAPE, List.of(slow(SHAPE, 8, 1), slow(SHAPE, 32, 1), slow(SHAPE, 64, 1)))
                .at(20);

        assertThat(after.ttftMs().high() / after.ttftMs().low())
                .isLessThan(before.ttftMs().high() / before.ttftMs().low());
    }

    @Test
    void staysNearTheExpectationFarFromWhatWasMeasured() {
        Workload other = Workload.fixed(100, 2000);
        double expected = PerformanceModel.expected(GPU, MODEL, PROFILE, other)
                .at(16)
                .itlMs()
                .value();

        double after =
                calibrated(other, List.of(slow(SHAPE, 8, 1.15))).at(16).itlMs().value();

        assertThat(after).isBetween(expected * 0.8, expected * 1.6);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 20_261_123})
    void neverFallsWithConcurrencyHoweverNoisyThePoints(long seed) {
        Random random = new Random(seed);
        List<MeasuredPoint> points = new ArrayList<>();
        for (int concurrency : new int[] {1, 4, 16, 64, 128}) {
            points.add(slow(SHAPE, concurrency, Math.exp(0.4 * random.nextGaussian())));
        }
        PerformanceModel model = calibrated(SHAPE, points);

        OperatingPoint before = model.at(1);
        for (int concurrency = 2; concurrency < 2 * model.maxBatch(); concurrency += 1 + concurrency / 4) {
            OperatingPoint now = model.at(concurrency);
            assertThat(now.ttftMs().value())
                    .isGreaterThanOrEqualTo(before.ttftMs().value() * JOINED);
            assertThat(now.itlMs().value())
                    .isGreaterThanOrEqualTo(before.itlMs().value() * JOINED);
            assertThat(now.requestsPerSecond().value())
                    .isGreaterThanOrEqualTo(before.requestsPerSecond().value() * JOINED);
            before = now;
        }
    }

    @Test
    void refusesPointsThatContradictThemselves() {
        MeasuredPoint wrong =
                new MeasuredPoint(SHAPE, 8, 100.0, 10.0, 1_000_000.0, LocalDate.of(2026, 11, 1), "own load test");

        assertThatThrownBy(() -> calibrated(SHAPE, List.of(wrong))).hasMessageContaining("Little's law");
        assertThatThrownBy(() -> calibrated(SHAPE, List.of())).hasMessageContaining("at least one measured point");
    }
}
