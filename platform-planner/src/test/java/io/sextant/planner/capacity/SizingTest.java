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
import io.sextant.planner.units.Estimate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SizingTest {

    private static final OperatingPoint POINT = PerformanceModel.expected(
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

        Sizing cautious = Sizing.of(new Demand.Deadline(requests, 2), POINT, NO_HEADROOM);
        Estimate hours = Objects.requireNonNull(cautious.batchHours());
        assertThat(hours.high()).isLessThanOrEqualTo(2);
        assertThat(hours.value()).isCloseTo(2.0 * 5 / cautious.replicas(), within(1e-3));
        assertThat(hours.high() * cautious.replicas() / (cautious.replicas() - 1))
                .as("one replica less may be late")
                .isGreaterThan(2);
        assertThat(Sizing.of(new Demand.TokensPerHour(requests * 256.0 / 2), POINT, NO_HEADROOM)
                        .replicas())
                .isEqualTo(cautious.replicas());
    }

    @Test
    void autoscalingSpansTroughToPeakPlusSpareWithinTheQuota() {
        Demand demand = new Demand.RequestRate(8 * PER_REPLICA, new DayShape.Cosine(0.6));
        SizingPolicy policy = SizingPolicy.DEFAULT.withGrowth(0);
        Sizing sizing = Sizing.of(demand, POINT, policy);

        Autoscaling roomy = sizing.autoscaling(POINT, demand, policy, 100);
        Autoscaling tight = sizing.autoscaling(POINT, demand, policy, 10);

        assertThat(sizing.replicas()).isEqualTo(10);
        assertThat(List.of(roomy.minReplicas(), roomy.maxReplicas(), roomy.targetConcurrency()))
                .containsExactly(3, 11, 12);
        assertThat(tight.maxReplicas()).isEqualTo(10);
        assertThat(sizing.averageUtilisation()).isCloseTo(0.8 * 0.625, within(1e-9));
    }

    @Test
    void raisesTheMinimumWhereAColdStartIsTooSlowForTheGrowth() {
        Demand demand = new Demand.RequestRate(8 * PER_REPLICA, new DayShape.Cosine(0.6));
        SizingPolicy slow = SizingPolicy.DEFAULT.withColdStart(585).withGrowth(0.01);
        SizingPolicy quick = SizingPolicy.DEFAULT.withColdStart(45).withGrowth(0.01);
        Sizing sizing = Sizing.of(demand, POINT, slow);

        Autoscaling raised = sizing.autoscaling(POINT, demand, slow, 100);
        Autoscaling kept = sizing.autoscaling(POINT, demand, quick, 100);

        assertThat(raised.lead().growth()).isCloseTo(0.10, within(1e-9));
        assertThat(raised.lead().raisesMinimum()).isTrue();
        assertThat(raised.minReplicas()).isEqualTo(5);
        assertThat(raised.lead().sentence())
                .isEqualTo("A new replica answers after 10 min, in which the load may grow by 10 % of the peak: the"
                        + " headroom of 3 replicas is too little for that, so the minimum is raised to 5.");
        assertThat(kept.minReplicas()).isEqualTo(3);
        assertThat(kept.lead().raisesMinimum()).isFalse();
        assertThat(kept.lead().sentence()).endsWith("the headroom of 3 replicas covers that.");
    }

    /** Full replicas at the moment the new one answers, and not before: what the minimum promises. */
    @Test
    void theRaisedMinimumReallyHoldsTheGrowth() {
        Demand demand = new Demand.RequestRate(37 * PER_REPLICA, new DayShape.Cosine(0.9));
        SizingPolicy policy = SizingPolicy.DEFAULT.withColdStart(900).withGrowth(0.01);
        Sizing sizing = Sizing.of(demand, POINT, policy);

        ColdStartLead lead = sizing.autoscaling(POINT, demand, policy, 100).lead();

        double headroomUsed = lead.minReplicas() / (1 + policy.headroom()) / 37;
        assertThat(headroomUsed + lead.growth()).isLessThanOrEqualTo(lead.minReplicas() / 37.0 + 1e-9);
        double oneLess = (lead.minReplicas() - 1) / (1 + policy.headroom()) / 37;
        assertThat(oneLess + lead.growth()).isGreaterThan((lead.minReplicas() - 1) / 37.0);
    }

    @Test
    void withoutHeadroomNothingMayWaitForAReplica() {
        Demand demand = new Demand.RequestRate(8 * PER_REPLICA, new DayShape.Cosine(0.6));
        Sizing sizing = Sizing.of(demand, POINT, NO_HEADROOM);

        assertThat(sizing.autoscaling(POINT, demand, NO_HEADROOM, 100).minReplicas())
                .isEqualTo(8);
    }

    @Test
    void oneReplicaMayFail() {
        SizingPolicy policy = NO_HEADROOM.withOneRedundantReplica();

        Sizing sizing = Sizing.of(Demand.RequestRate.flat(3 * PER_REPLICA), POINT, policy);
        Sizing batch = Sizing.of(new Demand.TokensPerHour(3 * PER_REPLICA * 3600 * 256), POINT, policy);

        assertThat(sizing.replicas()).isEqualTo(4);
        assertThat(sizing.troughReplicas()).isEqualTo(4);
        assertThat((sizing.replicas() - 1) * PER_REPLICA)
                .isGreaterThanOrEqualTo(sizing.demandedRequestsPerSecond() - 1e-9);
        assertThat(batch.redundantReplicas()).isZero();
    }

    @Test
    void aBatchDoesNotScale() {
        Demand demand = new Demand.Deadline(1_000_000, 1);
        Sizing sizing = Sizing.of(demand, POINT, NO_HEADROOM);

        Autoscaling autoscaling = sizing.autoscaling(POINT, demand, NO_HEADROOM, 100_000);

        assertThat(autoscaling.minReplicas()).isEqualTo(sizing.replicas()).isEqualTo(autoscaling.maxReplicas());
        assertThat(Objects.requireNonNull(sizing.batchHours()).high()).isLessThanOrEqualTo(1);
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

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 1.01, Double.NaN})
    void rejectsAnImpossibleLoadOfToday(double share) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Demand.RequestRate(5, DayShape.flat(), share))
                .withMessageContaining("today's share of the peak");
    }
}
