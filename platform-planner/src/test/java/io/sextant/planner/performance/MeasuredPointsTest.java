package io.sextant.planner.performance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.planner.calibration.Metric;
import io.sextant.planner.reference.Measurement;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Holds the shipped priors to the error they had when they were fitted: limits are median errors in percent, a little above
 * what the evaluation printed then. A metric that a set did not publish has the limit 0 and is left out.
 */
class MeasuredPointsTest {

    @ParameterizedTest(name = "{0}: TTFT {1} %, ITL {2} %, throughput {3} %")
    @CsvSource({"fixed-lengths, 25, 8, 8", "random-lengths, 20, 9, 9", "full-load, 0, 0, 12", "open-loop, 60, 12, 0"})
    void staysWithinTheErrorItHadWhenThePriorsWereFitted(String set, double ttft, double itl, double throughput) {
        List<Measurement> points = Measurement.of(set);
        assertThat(points).hasSizeGreaterThan(10);
        assertMedianError(
                points, "TTFT", ttft, Measurement::ttftMs, m -> m.predicted().ttftMs());
        assertMedianError(
                points, "ITL", itl, Measurement::itlMs, m -> m.predicted().itlMs());
        assertMedianError(
                points,
                "throughput",
                throughput,
                Measurement::throughput,
                m -> m.predicted().outputTokensPerSecond());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"fixed-lengths", "random-lengths", "full-load"})
    void bandsHoldMostMeasurements(String set) {
        List<Measurement> points = Measurement.of(set).stream()
                .filter(point -> point.throughput() > 0)
                .toList();
        long inside = points.stream()
                .filter(point -> Learnt.shipped()
                        .intervals()
                        .holds(
                                point.basis(),
                                Metric.THROUGHPUT.index(),
                                Math.log(point.throughput() / point.predicted().outputTokensPerSecond())))
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
                .isLessThanOrEqualTo(limitPercent);
    }
}
