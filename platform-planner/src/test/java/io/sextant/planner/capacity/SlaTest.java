package io.sextant.planner.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sextant.planner.hardware.Precision;
import io.sextant.planner.model.EngineProfile;
import io.sextant.planner.performance.OperatingPoint;
import io.sextant.planner.performance.PerformanceModel;
import io.sextant.planner.performance.Workload;
import io.sextant.planner.reference.Reference;
import io.sextant.planner.units.Percentile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlaTest {

    private static final OperatingPoint POINT = PerformanceModel.expected(
                    Reference.load().gpu("H100-SXM-80GB"),
                    Reference.load().model("meta-llama/Llama-3.1-8B-Instruct"),
                    EngineProfile.of("bf16-tp1", Precision.BF16, 1),
                    Workload.fixed(512, 256))
            .at(8);

    @Test
    void isJudgedByTheCautiousEdge() {
        var ttft = POINT.ttftMs(Percentile.P95);
        double between = (ttft.value() + ttft.high()) / 2;

        Sla sla = new Sla(Percentile.P95, between, null, null, null);

        assertThat(sla.isMetBy(POINT)).isFalse();
        assertThat(sla.misses(POINT)).singleElement().satisfies(miss -> {
            assertThat(miss.term()).isEqualTo(SlaTerm.TTFT);
            assertThat(miss.isWithinTheBand()).isTrue();
            assertThat(miss.overshoot()).isGreaterThan(1);
        });
        assertThat(new Sla(Percentile.P95, ttft.high(), null, null, null).isMetBy(POINT))
                .isTrue();
    }

    @Test
    void reportsEveryTargetThatIsMissed() {
        Sla sla = new Sla(Percentile.P99, 0.1, 0.1, 0.1, 100_000.0);

        assertThat(sla.misses(POINT)).extracting(SlaMiss::term).containsExactly(SlaTerm.values());
        assertThat(sla.misses(POINT)).noneMatch(SlaMiss::isWithinTheBand);
    }

    @Test
    void withoutTargetsEverythingHolds() {
        assertThat(Sla.none().isMetBy(POINT)).isTrue();
        assertThat(Sla.none().targets()).isEmpty();
    }

    @Test
    void aFloorOnTheUserRateIsACeilingOnItl() {
        double itl = POINT.itlMs(Percentile.P90).high();

        assertThat(new Sla(Percentile.P90, null, null, null, 999 / itl).isMetBy(POINT))
                .isTrue();
        assertThat(new Sla(Percentile.P90, null, null, null, 1001 / itl).isMetBy(POINT))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void rejectsImpossibleTargets(double target) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Sla(Percentile.P95, target, null, null, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new Sla(Percentile.P95, null, null, null, target));
    }
}
