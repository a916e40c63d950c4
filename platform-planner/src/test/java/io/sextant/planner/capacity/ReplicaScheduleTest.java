package io.sextant.planner.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sextant.planner.hardware.Precision;
import io.sextant.planner.model.EngineProfile;
import io.sextant.planner.performance.OperatingPoint;
import io.sextant.planner.performance.PerformanceModel;
import io.sextant.planner.performance.Workload;
import io.sextant.planner.reference.Reference;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplicaScheduleTest {

    private static final OperatingPoint POINT = PerformanceModel.expected(
                    Reference.load().gpu("H100-SXM-80GB"),
                    Reference.load().model("meta-llama/Llama-3.1-8B-Instruct"),
                    EngineProfile.of("bf16-tp1", Precision.BF16, 1),
                    Workload.fixed(512, 256))
            .at(16);
    private static final double PER_REPLICA = POINT.requestsPerSecond().value();

    /** Published: a cosine day, 15 % headroom, ten minutes of lag. */
    @ParameterizedTest(name = "amplitude {0}, {1} replicas at the peak: {2} % saved")
    @CsvSource({
        "0.3,  2,  0", "0.3,  4, 11", "0.3, 10, 18", "0.3, 40, 21",
        "0.6,  2, 19", "0.6,  4, 24", "0.6, 10, 32", "0.6, 40, 35",
        "0.9,  2, 23", "0.9,  4, 35", "0.9, 10, 42", "0.9, 40, 45"
    })
    void savesWhatWasPublished(double amplitude, int peakReplicas, double savedPercent) {
        SizingPolicy policy = new SizingPolicy(0.15, 0, 0.75).withColdStart(285).withGrowth(0);
        Demand demand = new Demand.RequestRate(peakReplicas * PER_REPLICA / 1.15, new DayShape.Cosine(amplitude));
        Sizing sizing = Sizing.of(demand, POINT, policy);
        ReplicaSchedule schedule = ReplicaSchedule.of(demand, policy);

        double average = schedule.averageReplicas(sizing, schedule.autoscaling(sizing, POINT, 1000));

        assertThat(100 * (1 - average / peakReplicas)).isCloseTo(savedPercent, within(1.5));
    }

    @Test
    void aFlatDayRunsThePeakAllDay() {
        Demand demand = Demand.RequestRate.flat(5.5 * PER_REPLICA);
        Sizing sizing = Sizing.of(demand, POINT, SizingPolicy.DEFAULT);
        ReplicaSchedule schedule = ReplicaSchedule.of(demand, SizingPolicy.DEFAULT);
        Autoscaling autoscaling = schedule.autoscaling(sizing, POINT, 1000);

        assertThat(autoscaling.minReplicas()).isEqualTo(7);
        assertThat(schedule.averageReplicas(sizing, autoscaling)).isEqualTo(7);
        assertThat(autoscaling.lead().sentence())
                .isEqualTo("The load does not move, so no replica has to start in time.");
    }

    @ParameterizedTest
    @CsvSource({"3, 0.6", "12, 0.9", "200, 0.9", "200, 0.3"})
    void manyReplicasAreCountedLikeFew(int peakReplicas, double amplitude) {
        SizingPolicy policy = SizingPolicy.DEFAULT.withGrowth(0);
        Demand demand = new Demand.RequestRate(peakReplicas * PER_REPLICA, new DayShape.Cosine(amplitude));
        Sizing sizing = Sizing.of(demand, POINT, policy);
        ReplicaSchedule schedule = ReplicaSchedule.of(demand, policy);
        Autoscaling autoscaling = schedule.autoscaling(sizing, POINT, 1000);

        double ofTheChart = schedule.day(sizing, autoscaling).stream()
                .mapToInt(DayPoint::replicas)
                .average()
                .orElseThrow();

        assertThat(schedule.averageReplicas(sizing, autoscaling))
                .isCloseTo(ofTheChart, within(0.02 * peakReplicas + 0.1));
    }

    @Test
    void theReplicasOfTheDayAlwaysCarryItsLoad() {
        Demand demand = new Demand.RequestRate(9 * PER_REPLICA, new DayShape.Cosine(0.7));
        SizingPolicy policy = SizingPolicy.DEFAULT.withOneRedundantReplica();
        Sizing sizing = Sizing.of(demand, POINT, policy);
        ReplicaSchedule schedule = ReplicaSchedule.of(demand, policy);

        List<DayPoint> day = schedule.day(sizing, schedule.autoscaling(sizing, POINT, 1000));

        assertThat(day)
                .hasSize(48)
                .allSatisfy(point -> assertThat((point.replicas() - 1) * PER_REPLICA)
                        .isGreaterThanOrEqualTo(point.requestsPerSecond()));
        assertThat(day.stream().mapToInt(DayPoint::replicas).max()).hasValue(sizing.replicas());
    }
}
