package io.sextant.sandbox.autoscaler;

import static io.sextant.sandbox.autoscaler.Specs.spec;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplicaCalculationTest {
    private static final PodSample PENDING = new PodSample(PodSample.Phase.PENDING, null);
    private static final PodSample SILENT = new PodSample(PodSample.Phase.RUNNING, null);

    private static PodSample running(double value) {
        return new PodSample(PodSample.Phase.RUNNING, value);
    }

    private static int perPod(int current, double target, PodSample... pods) {
        return new ReplicaCalculation(spec(1, 100), current)
                .perPod(List.of(pods), target)
                .replicas();
    }

    @ParameterizedTest
    @CsvSource({
        "30, 10, 3", // ceil(1 * 3)
        "31, 10, 4",
        "10.9, 10, 1", // within a tenth
        "11.1, 10, 2",
        "0, 10, 0"
    })
    void multipliesByUsageOverTargetAndRoundsUp(double usage, double target, int replicas) {
        assertThat(perPod(1, target, running(usage))).isEqualTo(replicas);
    }

    @Test
    void keepsWhatIsWithinTheToleranceOfEitherSide() {
        assertThat(perPod(4, 10, pods(4, 9.1))).isEqualTo(4);
        assertThat(perPod(4, 10, pods(4, 10.9))).isEqualTo(4);
        assertThat(perPod(4, 10, pods(4, 7))).isEqualTo(3);
    }

    @Test
    void countsPendingPodsAsIdleOnlyWhenMoreAreWanted() {
        // 30 over 3 pods is the target itself: what was asked for is on its way.
        assertThat(perPod(3, 10, running(30), PENDING, PENDING)).isEqualTo(3);
        assertThat(perPod(3, 10, running(60), PENDING, PENDING)).isEqualTo(6);
        assertThat(perPod(3, 10, running(2), running(2), PENDING)).isEqualTo(1);
    }

    @Test
    void countsSilentPodsAgainstTheChange() {
        // Up: as if idle.
        assertThat(perPod(2, 10, running(20), SILENT)).isEqualTo(2);
        assertThat(perPod(2, 10, running(40), SILENT)).isEqualTo(4);
        // Down: as if exactly at the target.
        assertThat(perPod(2, 10, running(8), SILENT)).isEqualTo(2);
        assertThat(perPod(3, 10, running(0), running(0), SILENT)).isEqualTo(1);
    }

    @Test
    void changesNothingWhereTheSilentTurnTheDirection() {
        // 12 of 10 asks for more; with three idle ones it would be fewer.
        assertThat(perPod(4, 10, running(12), SILENT, SILENT, SILENT)).isEqualTo(4);
    }

    @Test
    void leavesPodsOutThatAreLeaving() {
        assertThat(perPod(2, 10, running(20), new PodSample(PodSample.Phase.LEAVING, 100.0)))
                .isEqualTo(2);
    }

    @Test
    void scalesAnObjectsValueByReadyPodsAndItsAverageByReplicas() {
        ReplicaCalculation calculation = new ReplicaCalculation(spec(1, 100), 2);
        assertThat(calculation.whole(0.75, 0.5, 2)).isEqualTo(3);
        assertThat(calculation.whole(0.52, 0.5, 2)).isEqualTo(2);
        assertThat(calculation.wholePerReplica(50, 10)).isEqualTo(5);
        assertThat(calculation.wholePerReplica(21, 10)).isEqualTo(2);
    }

    private static PodSample[] pods(int count, double value) {
        return new ArrayList<>(Collections.nCopies(count, running(value))).toArray(PodSample[]::new);
    }
}
