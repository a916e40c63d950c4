package io.sextant.planner.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.sextant.planner.units.Percentile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkloadTest {

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 0.5, Double.NaN, Double.POSITIVE_INFINITY})
    void rejectsImpossibleLengths(double mean) {
        assertThatIllegalArgumentException().isThrownBy(() -> new LengthDistribution(mean, 0));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, Double.NaN, 6})
    void rejectsImpossibleSpreads(double spread) {
        assertThatIllegalArgumentException().isThrownBy(() -> new LengthDistribution(100, spread));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, Double.NaN})
    void rejectsImpossiblePrefixShares(double share) {
        LengthDistribution length = LengthDistribution.fixed(100);
        assertThatIllegalArgumentException().isThrownBy(() -> new Workload(length, length, share));
    }

    @Test
    void fixedLengthsHaveNoTail() {
        assertThat(LengthDistribution.fixed(512).at(Percentile.P99)).isEqualTo(512);
    }

    @Test
    void lengthsFollowALogNormalTail() {
        double median = 100 / Math.sqrt(2);
        double sigma = Math.sqrt(Math.log(2));

        assertThat(new LengthDistribution(100, 1).at(Percentile.P95))
                .isCloseTo(median * Math.exp(1.6449 * sigma), within(0.1));
    }
}
