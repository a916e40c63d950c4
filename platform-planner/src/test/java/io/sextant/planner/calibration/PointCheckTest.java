package io.sextant.planner.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.planner.performance.Workload;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PointCheckTest {

    /** 8 in flight, 100 + 199 x 10 ms each: 3.83 requests/s, 765.6 tokens/s. */
    private static MeasuredPoint point(
            double concurrency, @Nullable Double ttft, @Nullable Double itl, @Nullable Double throughput) {
        return new MeasuredPoint(
                Workload.fixed(1000, 200), concurrency, ttft, itl, throughput, LocalDate.of(2026, 11, 1), "load test");
    }

    @Test
    void acceptsAPointThatAgreesWithItself() {
        assertThat(PointCheck.reasons(point(8, 100.0, 10.0, 765.6))).isEmpty();
        assertThat(PointCheck.reasons(point(8, 100.0, 10.0, 765.6 * 1.14))).isEmpty();
        assertThat(PointCheck.reasons(point(8, null, 10.0, null))).isEmpty();
    }

    @Test
    void refusesAPointThatBreaksLittlesLaw() {
        assertThat(PointCheck.reasons(point(8, 100.0, 10.0, 765.6 * 1.2)))
                .singleElement()
                .asString()
                .contains("Little's law does not hold")
                .contains("not 8")
                .contains("Check the units");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 100, 10, The concurrency must be 1 or more",
        "NaN, 100, 10, The concurrency must be 1 or more",
        "8, -100, 10, The TTFT must be a number of milliseconds above 0",
        "8, 100, -1, The ITL must be a number of milliseconds above 0",
        "8, NaN, 10, The TTFT must be a number of milliseconds above 0",
        "8, 0.1, 10, is it in seconds?",
        "8, 100, 0.01, is it in seconds?",
        "8, 100, 10000000, is it in microseconds?"
    })
    void namesWhatIsWrongWithANumber(double concurrency, double ttft, double itl, String reason) {
        assertThat(PointCheck.reasons(point(concurrency, ttft, itl, null)))
                .anySatisfy(sentence -> assertThat(sentence).contains(reason).endsWith("."));
    }

    @Test
    void asksForAtLeastOneNumber() {
        assertThat(PointCheck.reasons(point(8, null, null, null)))
                .containsExactly("A TTFT, an ITL or a throughput is needed.");
    }
}
