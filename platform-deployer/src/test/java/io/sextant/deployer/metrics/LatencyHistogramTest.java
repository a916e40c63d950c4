package io.sextant.deployer.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sextant.contract.observed.LatencyHistogram;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {
    private static final LatencyHistogram ONE = new LatencyHistogram(List.of(0.1, 0.2), List.of(2L, 4L, 1L), 1.5);

    @Test
    void addsWhatHasTheSameBounds() {
        assertThat(ONE.plus(ONE)).isEqualTo(new LatencyHistogram(List.of(0.1, 0.2), List.of(4L, 8L, 2L), 3));
        assertThat(ONE.plus(LatencyHistogram.EMPTY)).isEqualTo(ONE);
        assertThat(LatencyHistogram.EMPTY.plus(ONE)).isEqualTo(ONE);
    }

    @Test
    void takesTheBoundsOfBothAndSpreadsEvenlyBetweenThem() {
        LatencyHistogram other = new LatencyHistogram(List.of(0.15), List.of(6L, 0L), 0.6);

        LatencyHistogram sum = ONE.plus(other);

        assertThat(sum.boundsSeconds()).containsExactly(0.1, 0.15, 0.2);
        assertThat(sum.counts()).containsExactly(6L, 4L, 2L, 1L);
        assertThat(sum.total()).isEqualTo(13);
    }

    @Test
    void refusesWhatIsNoHistogram() {
        assertThatThrownBy(() -> new LatencyHistogram(List.of(0.2, 0.1), List.of(1L, 1L, 1L), 1))
                .hasMessageContaining("ascend");
        assertThatThrownBy(() -> new LatencyHistogram(List.of(0.1), List.of(1L), 1))
                .hasMessageContaining("one more");
        assertThatThrownBy(() -> new LatencyHistogram(List.of(0.1), List.of(1L, -1L), 1))
                .hasMessageContaining("negative");
    }
}
