package io.sextant.api.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sextant.api.metrics.Attainment.Verdict;
import io.sextant.contract.observed.LatencyHistogram;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttainmentTest {
    /** 960 below 100 ms, 30 from 100 to 250 ms, 10 above. */
    private static final LatencyHistogram TTFT = new LatencyHistogram(List.of(0.1, 0.25), List.of(960L, 30L, 10L), 80);

    @Test
    void isKeptWhereEnoughMetTheTargetForCertain() {
        Attainment attainment = Attainment.of(TTFT, 100, 95);

        assertThat(attainment.verdict()).isEqualTo(Verdict.KEPT);
        assertThat(attainment.lowShare()).isEqualTo(0.96);
        assertThat(attainment.highShare()).isEqualTo(0.96);
    }

    @Test
    void isMissedWhereNotEnoughCanHaveMetTheTarget() {
        assertThat(Attainment.of(TTFT, 100, 99).verdict()).isEqualTo(Verdict.MISSED);
    }

    @Test
    void isUnclearWhereTheTargetLiesWithinTheBucketThatDecides() {
        Attainment attainment = Attainment.of(TTFT, 150, 97);

        assertThat(attainment.verdict()).isEqualTo(Verdict.UNCLEAR);
        assertThat(attainment.lowShare()).isEqualTo(0.96);
        assertThat(attainment.highShare()).isEqualTo(0.99);
    }

    @Test
    void saysNothingOfSoFewThatOneAloneDecides() {
        LatencyHistogram few = new LatencyHistogram(List.of(0.1), List.of(19L, 0L), 1);

        assertThat(Attainment.of(few, 200, 95).verdict()).isEqualTo(Verdict.TOO_FEW);
        assertThat(Attainment.of(few.plus(few), 200, 95).verdict()).isEqualTo(Verdict.KEPT);
        assertThat(Attainment.of(LatencyHistogram.EMPTY, 200, 95).verdict()).isEqualTo(Verdict.TOO_FEW);
    }

    @Test
    void tellsPercentilesWithTheBucketThatHoldsThem() {
        LatencyFigures figures = LatencyFigures.of(TTFT);

        assertThat(figures.count()).isEqualTo(1000);
        assertThat(figures.meanMs()).isCloseTo(80, within(1e-9));
        assertThat(figures.p50()).isNotNull();
        assertThat(figures.p50().ms()).isCloseTo(500 / 960.0 * 100, within(1e-9));
        assertThat(figures.p99()).isEqualTo(new LatencyFigures.Estimate(250, 100, 250.0));
        assertThat(LatencyFigures.percentile(TTFT, 100)).isEqualTo(new LatencyFigures.Estimate(250, 250, null));
        assertThat(LatencyFigures.of(LatencyHistogram.EMPTY).p50()).isNull();
    }
}
