package io.sextant.planner.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.sextant.planner.hardware.Precision;
import io.sextant.planner.model.EngineProfile;
import io.sextant.planner.performance.OperatingPoint;
import io.sextant.planner.performance.PerformanceModel;
import io.sextant.planner.performance.Workload;
import io.sextant.planner.reference.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SizingTest {

    private static final OperatingPoint POINT = PerformanceModel.untuned(
                    Reference.load().gpu("H100-SXM-80GB"),
                    Reference.load().model("meta-llama/Llama-3.1-8B-Instruct"),
                    EngineProfile.of("bf16-tp1", Precision.BF16, 1),
                    Workload.fixed(512, 256))
            .at(16);
    private static final double PER_REPLICA = POINT.requestsPerSecond().value();
    private static final SizingPolicy NO_HEADROOM = new SizingPolicy(0, 1, 0.75);

    @Test
    void coversThePeakWithItsHeadroom() {
        Sizing exact = Sizing.of(Demand.RequestRate.flat(3 * PER_REPLICA), POINT, NO_HEADROOM);
        Sizing withHeadroom = Sizing.of(Demand.RequestRate.flat(3 * PER_REPLICA), POINT, SizingPolicy.DEFAULT);

        assertThat(exact.replicas()).isEqualTo(3);
        assertThat(exact.peakUtilisation()).isCloseTo(1, within(1e-9));
        assertThat(withHeadroom.replicas()).isEqualTo(4);
        assertThat(withHeadroom.peakUtilisation()).isCloseTo(0.75, within(1e-9));
    }

    @Test
    void usersWithoutThinkTimeKeepOneRequestEachInFlight() {
        Sizing sizing = Sizing.of(Demand.ConcurrentUsers.flat(64, 0), POINT, NO_HEADROOM);

        assertThat(sizing.replicas()).isEqualTo(64 / 16);
    }

    @Test
    void usersWhoThinkNeedFewerReplicas() {
        double e2eSeconds = POINT.e2eMs().value() / 1000;

        Sizing sizing = Sizing.of(Demand.ConcurrentUsers.flat(64, 3 * e2eSeconds), POINT, NO_HEADROOM);

        assertThat(sizing.replicas()).isEqualTo(1);
    }

    @Test
    void aBatchFinishesByItsDeadline() {
        long requests = (long) (PER_REPLICA * 3600 * 2 * 5);

        assertThat(Sizing.of(new Demand.Deadline(requests, 2), POINT, NO_HEADROOM)
                        .replicas())
                .isEqualTo(5);
        assertThat(Sizing.of(new Demand.TokensPerHour(requests * 256.0 / 2), POINT, NO_HEADROOM)
                        .replicas())
                .isEqualTo(5);
    }

    @Test
    void autoscalingSpansTroughToPeakPlusSpareWithinTheQuota() {
        Demand demand = new Demand.RequestRate(8 * PER_REPLICA, new DayShape(0.6, 0.25));
        Sizing sizing = Sizing.of(demand, POINT, NO_HEADROOM);

        assertThat(sizing.autoscaling(POINT, demand, NO_HEADROOM, 100)).isEqualTo(new Autoscaling(2, 9, 12));
        assertThat(sizing.autoscaling(POINT, demand, NO_HEADROOM, 8)).isEqualTo(new Autoscaling(2, 8, 12));
        assertThat(sizing.averageUtilisation()).isCloseTo(0.6, within(1e-9));
    }

    @Test
    void aBatchDoesNotScale() {
        Demand demand = new Demand.Deadline(1_000_000, 1);
        Sizing sizing = Sizing.of(demand, POINT, NO_HEADROOM);

        assertThat(sizing.autoscaling(POINT, demand, NO_HEADROOM, 100_000))
                .isEqualTo(new Autoscaling(sizing.replicas(), sizing.replicas(), 12));
    }

    @Test
    void anAbsurdDemandDoesNotOverflow() {
        assertThat(Sizing.of(Demand.RequestRate.flat(1e300), POINT, NO_HEADROOM).replicas())
                .isEqualTo(1_000_000);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void rejectsImpossibleDemand(double number) {
        assertThatIllegalArgumentException().isThrownBy(() -> Demand.RequestRate.flat(number));
        assertThatIllegalArgumentException().isThrownBy(() -> new Demand.TokensPerHour(number));
        assertThatIllegalArgumentException().isThrownBy(() -> new Demand.Deadline(1, number));
    }

    @Test
    void rejectsATroughAboveTheAverage() {
        assertThatIllegalArgumentException().isThrownBy(() -> new DayShape(0.3, 0.5));
    }
}
