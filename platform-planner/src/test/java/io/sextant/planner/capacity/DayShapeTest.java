package io.sextant.planner.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DayShapeTest {

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 0.6, 0.9, 1})
    void aCosineDayHasTheMeanAndTroughItSays(double amplitude) {
        DayShape day = new DayShape.Cosine(amplitude);

        double[] shares = DoubleStream.iterate(0, hour -> hour < 24, hour -> hour + 0.1)
                .map(day::shareAt)
                .toArray();

        assertThat(DoubleStream.of(shares).max().orElseThrow()).isCloseTo(1, within(1e-6));
        assertThat(DoubleStream.of(shares).min().orElseThrow()).isCloseTo(day.troughShare(), within(1e-6));
        assertThat(DoubleStream.of(shares).average().orElseThrow()).isCloseTo(day.averageShare(), within(1e-6));
    }

    @Test
    void hourlyLoadsBecomeSharesOfTheirPeakWithStraightLinesBetween() {
        List<Double> loads = new ArrayList<>(Collections.nCopies(24, 10.0));
        loads.set(12, 40.0);

        DayShape day = DayShape.ofHourlyLoads(loads);

        assertThat(day.shareAt(12)).isEqualTo(1);
        assertThat(day.shareAt(11.5)).isEqualTo(0.625);
        assertThat(day.shareAt(23.5)).isEqualTo(0.25);
        assertThat(day.troughShare()).isEqualTo(0.25);
        assertThat(day.averageShare()).isCloseTo((23 * 0.25 + 1) / 24, within(1e-9));
    }

    @Test
    void rejectsDaysThatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DayShape.ofHourlyLoads(List.of(1.0, 2.0)))
                .withMessage("a day has 24 hours, but 2 were given");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DayShape.ofHourlyLoads(Collections.nCopies(24, 0.0)))
                .withMessageContaining("highest load of the day");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DayShape.ofHourlyLoads(Collections.nCopies(24, Double.NaN)));
        assertThatIllegalArgumentException().isThrownBy(() -> DayShape.ofHourlyLoads(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DayShape.Hourly(Collections.nCopies(24, 0.5)))
                .withMessageContaining("its share must be 1");
        assertThatIllegalArgumentException().isThrownBy(() -> new DayShape.Cosine(1.1));
        assertThatIllegalArgumentException().isThrownBy(() -> new DayShape.Cosine(Double.NaN));
    }
}
