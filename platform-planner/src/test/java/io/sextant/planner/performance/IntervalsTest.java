package io.sextant.planner.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class IntervalsTest {

    private static final long SEED = 20_261_123;
    private static final Basis DENSE = new Basis(0, false, false, false);

    private static Intervals ofNormalErrors() {
        Random random = new Random(SEED);
        Intervals.Builder builder = new Intervals.Builder();
        for (int i = 0; i < 2000; i++) {
            builder.add(DENSE, new double[] {0.3 * random.nextGaussian(), 0.1 * random.nextGaussian(), Double.NaN});
        }
        return builder.build();
    }

    @Test
    void holdFourOfFiveOfNewErrorsOfTheSameKind() {
        Intervals intervals = ofNormalErrors();
        Random random = new Random(SEED + 1);
        int inside = 0;
        for (int i = 0; i < 1000; i++) {
            if (intervals.holds(DENSE, 0, 0.3 * random.nextGaussian())) {
                inside++;
            }
        }
        assertThat(inside).as("of 1000, seed %d", SEED).isBetween(780, 860);
    }

    @Test
    void fallBackOnThePublishedBandsWhereNothingWasCounted() {
        Intervals intervals = ofNormalErrors();

        assertThat(intervals.holds(DENSE, 2, Math.log(1.4))).isTrue();
        assertThat(intervals.holds(new Basis(5, true, true, true), 0, Math.log(3.5)))
                .isTrue();
    }

    @Test
    void writeWhatTheyRead() {
        Intervals intervals = ofNormalErrors();

        assertThat(Intervals.parse(intervals.text())).isEqualTo(intervals);
        assertThatThrownBy(() -> Intervals.parse("basis\nmodelled;1;2")).hasMessageContaining("line 2");
    }

    @Test
    void theShippedOnesNarrowWithEveryLoadTestOfTheSameShape() {
        Intervals shipped = Learnt.shipped().intervals();
        double few = width(shipped, 1);
        double more = width(shipped, 3);
        double many = width(shipped, 5);

        assertThat(more).isLessThan(few);
        assertThat(many).isLessThan(few);
    }

    private static double width(Intervals intervals, int points) {
        double[] factors = intervals.factors(new Basis(points, true, false, false));
        return factors[1] / factors[0];
    }
}
