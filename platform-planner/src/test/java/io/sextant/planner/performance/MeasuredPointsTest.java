package io.sextant.planner.performance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.planner.reference.Measurement;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Holds the untuned model to what is known of untuned roofline constants: limits are median errors in percent over all
 * published points, from docs/planner.md. A metric that a set did not publish has the limit 0 and is left out.
 */
class MeasuredPointsTest {

    /** The points here are a sample of the published ones. */
    private static final double SAMPLING = 1.1;

    @ParameterizedTest(name = "{0}: TTFT {1} %, ITL {2} %, throughput {3} %")
    @CsvSource({"fixed-lengths, 85, 19, 12", "random-lengths, 49, 21, 26", "full-load, 0, 0, 17", "open-loop, 90, 12, 0"
    })
    void staysWithinTheErrorOfUntunedConstants(String set, double ttft, double itl, double throughput) {
        List<Measurement> points = Measurement.of(set);
        assertThat(points).hasSizeGreaterThan(10);
        assertMedianError(
                points,
                "TTFT",
                ttft,
                Measurement::ttftMs,
                m -> m.predicted().ttftMs().value());
        assertMedianError(
                points,
                "ITL",
                itl,
                Measurement::itlMs,
                m -> m.predicted().itlMs().value());
        assertMedianError(
                points,
                "throughput",
                throughput,
                Measurement::throughput,
                m -> m.predicted().outputTokensPerSecond().value());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"fixed-lengths", "random-lengths", "full-load"})
    void bandsHoldMostMeasurements(String set) {
        List<Measurement> points = Measurement.of(set).stream()
                .filter(point -> point.throughput() > 0)
                .toList();
        long inside = points.stream()
                .filter(point -> {
                    var band = point.predicted().outputTokensPerSecond();
                    return band.low() <= point.throughput() && point.throughput() <= band.high();
                })
                .count();
        assertThat((double) inside / points.size())
                .as("share of points inside the band")
                .isGreaterThan(0.65);
    }

    private static void assertMedianError(
            List<Measurement> points,
            String metric,
            double limitPercent,
            ToDoubleFunction<Measurement> measured,
            ToDoubleFunction<Measurement> predicted) {
        if (limitPercent == 0) {
            return;
        }
        double[] errors = points.stream()
                .filter(point -> measured.applyAsDouble(point) > 0)
                .mapToDouble(
                        point -> Math.abs(predicted.applyAsDouble(point) / measured.applyAsDouble(point) - 1) * 100)
                .sorted()
                .toArray();
        assertThat(errors).as(metric).isNotEmpty();
        assertThat(errors[errors.length / 2])
                .as("median error of %s, %%", metric)
                .isLessThanOrEqualTo(limitPercent * SAMPLING);
    }
}
