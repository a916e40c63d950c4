package io.sextant.api.deployment.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.contract.desired.Presence;
import io.sextant.contract.observed.Condition;
import io.sextant.contract.observed.ConditionReason;
import io.sextant.contract.observed.ConditionStatus;
import io.sextant.contract.observed.ConditionType;
import io.sextant.contract.observed.DeploymentObservation;
import io.sextant.contract.observed.ReplicaInterval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StatusDerivationTest {
    private static final Instant SUBMITTED = Instant.parse("2026-12-01T10:00:00Z");
    private static final Instant NOW = SUBMITTED.plus(Duration.ofMinutes(5));

    @Test
    void waitsForTheDeployerUntilSomethingWasReported() {
        DeploymentStatus status = StatusDerivation.of(running(), null, NOW, NOW);
        assertThat(status.phase()).isEqualTo(Phase.SUBMITTED);
        assertThat(status.reason()).isEqualTo(StatusReason.WAITING_FOR_DEPLOYER);
        assertThat(status.expectedReadyAt()).isEqualTo(SUBMITTED.plus(Duration.ofMinutes(8)));
        assertThat(status.steps())
                .extracting(ProgressStep::state)
                .containsExactly(
                        ProgressStep.State.DONE,
                        ProgressStep.State.CURRENT,
                        ProgressStep.State.WAITING,
                        ProgressStep.State.WAITING,
                        ProgressStep.State.WAITING,
                        ProgressStep.State.WAITING);
    }

    @Test
    void saysWhenTheClusterIsSilent() {
        DeploymentStatus status = StatusDerivation.of(running(), null, NOW.minus(Duration.ofMinutes(3)), NOW);
        assertThat(status.reason()).isEqualTo(StatusReason.CLUSTER_SILENT);
        assertThat(status.clusterSilent()).isTrue();
        assertThat(status.remedy()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "NAMESPACE_READY, APPLIED, PREPARING",
        "SECRETS_READY, APPLIED, PREPARING",
        "SECRETS_READY, SOURCE_SECRET_MISSING, FAILED",
        "MODEL_CACHED, DOWNLOADING_MODEL, DOWNLOADING",
        "MODEL_CACHED, WAITING_FOR_VOLUME, DOWNLOADING",
        "MODEL_CACHED, MODEL_DOWNLOAD_FAILED, FAILED",
        "MODEL_CACHED, OVERDUE, OVERDUE",
        "REPLICAS_READY, WAITING_FOR_GPUS, STARTING",
        "REPLICAS_READY, LOADING_MODEL, STARTING",
        "REPLICAS_READY, CRASH_LOOPING, FAILED",
        "ENDPOINT_PROBED, ENDPOINT_UNREACHABLE, PROBING"
    })
    void takesThePhaseFromTheFirstConditionThatDoesNotHold(ConditionType type, ConditionReason reason, Phase phase) {
        DeploymentStatus status = StatusDerivation.of(running(), observation(1, 0, stoppedAt(type, reason)), NOW, NOW);
        assertThat(status.phase()).isEqualTo(phase);
        assertThat(status.sentence()).isEqualTo("about " + type);
        assertThat(status.endpointUrl()).isNull();
    }

    @Test
    void isOverdueOnceItsTimeIsOverWhateverTheClusterSays() {
        DeploymentObservation loading =
                observation(1, 0, stoppedAt(ConditionType.REPLICAS_READY, ConditionReason.LOADING_MODEL));
        Instant late = SUBMITTED.plus(Duration.ofMinutes(31));
        DeploymentStatus status = StatusDerivation.of(running(), loading, late, late);
        assertThat(status.phase()).isEqualTo(Phase.OVERDUE);
        assertThat(status.remedy()).isNotEmpty();
    }

    @Test
    void isReadyWithAnEndpointWhenEveryConditionHolds() {
        DeploymentStatus status = StatusDerivation.of(running(), observation(1, 2, allTrue()), NOW, NOW);
        assertThat(status.phase()).isEqualTo(Phase.READY);
        assertThat(status.endpointUrl()).isEqualTo("http://10.0.0.7:8000");
        assertThat(status.steps()).extracting(ProgressStep::state).containsOnly(ProgressStep.State.DONE);
        assertThat(status.expectedReadyAt()).isNull();
    }

    @Test
    void isDegradedRatherThanStartingOnceItWasReady() {
        DeploymentObservation one =
                observation(1, 1, stoppedAt(ConditionType.REPLICAS_READY, ConditionReason.LOADING_MODEL));
        DeploymentStatus status = StatusDerivation.of(readyBefore(), one, NOW, NOW);
        assertThat(status.phase()).isEqualTo(Phase.DEGRADED);
        assertThat(status.sentence()).startsWith("1 of 2 replicas serve.");
        assertThat(status.endpointUrl()).isNotNull();
    }

    @Test
    void isReadyWhileReplicasStartBecauseTheLoadGrew() {
        Desired atLeastOne = desired(1, Presence.RUNNING, 1, 1L, null);
        DeploymentObservation growing =
                observation(1, 1, stoppedAt(ConditionType.REPLICAS_READY, ConditionReason.LOADING_MODEL));
        DeploymentStatus status = StatusDerivation.of(atLeastOne, growing, NOW, NOW);
        assertThat(status.phase()).isEqualTo(Phase.READY);
        assertThat(status.sentence())
                .isEqualTo(
                        "1 of 2 replicas serve, enough for the minimum; the others are starting. about REPLICAS_READY");
        assertThat(status.endpointUrl()).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = ConditionReason.class,
            names = {"WAITING_FOR_GPUS", "CRASH_LOOPING", "OVERDUE"})
    void isDegradedWhenReplicasForMoreLoadDoNotCome(ConditionReason reason) {
        Desired atLeastOne = desired(1, Presence.RUNNING, 1, 1L, null);
        DeploymentObservation stuck = observation(1, 1, stoppedAt(ConditionType.REPLICAS_READY, reason));
        assertThat(StatusDerivation.of(atLeastOne, stuck, NOW, NOW).phase()).isEqualTo(Phase.DEGRADED);
    }

    @Test
    void failsWhenItWasReadyAndNoReplicaWillComeBackByItself() {
        DeploymentObservation none =
                observation(1, 0, stoppedAt(ConditionType.REPLICAS_READY, ConditionReason.CRASH_LOOPING));
        assertThat(StatusDerivation.of(readyBefore(), none, NOW, NOW).phase()).isEqualTo(Phase.FAILED);
    }

    @Test
    void showsTheMessageOfAReasonThatItDoesNotKnow() {
        DeploymentStatus status = StatusDerivation.of(
                running(),
                observation(1, 0, stoppedAt(ConditionType.REPLICAS_READY, ConditionReason.UNKNOWN)),
                NOW,
                NOW);
        assertThat(status.phase()).isEqualTo(Phase.STARTING);
        assertThat(status.reason()).isEqualTo(StatusReason.UNKNOWN);
        assertThat(status.sentence()).isEqualTo("about REPLICAS_READY");
        assertThat(status.forOperators()).contains("update the platform");
    }

    @Test
    void isReadyByWhatItKnowsAndSaysWhatElseWasReported() {
        List<Condition> conditions = new ArrayList<>(allTrue());
        conditions.add(condition(ConditionType.UNKNOWN, ConditionStatus.FALSE, ConditionReason.UNKNOWN));
        DeploymentStatus status = StatusDerivation.of(running(), observation(1, 2, conditions), NOW, NOW);
        assertThat(status.phase()).isEqualTo(Phase.READY);
        assertThat(status.sentence()).contains("does not know yet: about UNKNOWN");
        assertThat(status.steps()).hasSize(ConditionType.ofEvery().size() + 1);
    }

    @Test
    void dropsWhatWasSeenOfAnOlderGeneration() {
        Desired second = desired(2, Presence.RUNNING, null, null);
        assertThat(StatusDerivation.of(second, observation(1, 2, allTrue()), NOW, NOW)
                        .phase())
                .isEqualTo(Phase.SUBMITTED);
    }

    @Test
    void keepsRetiringUntilItIsRecordedAsRetired() {
        DeploymentObservation gone =
                new DeploymentObservation(UUID.randomUUID(), 2, NOW, List.of(), 0, 0, List.of(), null, List.of(), true);
        assertThat(StatusDerivation.of(desired(2, Presence.GONE, null, null), gone, NOW, NOW)
                        .phase())
                .isEqualTo(Phase.RETIRING);
        assertThat(StatusDerivation.of(desired(2, Presence.GONE, null, NOW), gone, null, NOW)
                        .phase())
                .isEqualTo(Phase.RETIRED);
    }

    @ParameterizedTest
    @EnumSource(ConditionReason.class)
    void knowsEveryReasonOfACondition(ConditionReason reason) {
        assertThat(StatusReason.of(reason)).isNotNull();
        assertThat(StatusReason.of(reason).isLasting()
                        && StatusReason.of(reason).remedy().isEmpty())
                .as("a lasting reason has a remedy")
                .isFalse();
    }

    @Test
    void keepsServingWhileAChangeWaitsForTheDeployer() {
        Desired second = desired(2, Presence.RUNNING, 1L, null);
        DeploymentStatus status = StatusDerivation.of(second, observation(1, 2, allTrue()), NOW, NOW);
        assertThat(status.phase()).isEqualTo(Phase.UPDATING);
        assertThat(status.endpointUrl()).isEqualTo("http://10.0.0.7:8000");
        assertThat(status.readyReplicas()).isEqualTo(2);
        assertThat(status.sentence()).contains("2 replicas serve meanwhile");
    }

    @Test
    void isUpdatingRatherThanDegradedWhileAChangeIsCarriedOut() {
        Desired second = desired(2, Presence.RUNNING, 1L, null);
        DeploymentObservation growing =
                observation(2, 1, stoppedAt(ConditionType.REPLICAS_READY, ConditionReason.LOADING_MODEL));
        assertThat(StatusDerivation.of(second, growing, NOW, NOW).phase()).isEqualTo(Phase.UPDATING);
        DeploymentObservation none =
                observation(2, 0, stoppedAt(ConditionType.REPLICAS_READY, ConditionReason.LOADING_MODEL));
        assertThat(StatusDerivation.of(second, none, NOW, NOW).phase()).isEqualTo(Phase.DEGRADED);
    }

    @Test
    void isStoppedOnlyOnceTheClusterSaysThatNoReplicaIsLeft() {
        Desired stopped = desired(2, Presence.STOPPED, 1L, null);
        assertThat(StatusDerivation.of(stopped, observation(1, 2, allTrue()), NOW, NOW)
                        .phase())
                .isEqualTo(Phase.STOPPING);
        DeploymentObservation ending =
                observation(2, 1, stoppedAt(ConditionType.REPLICAS_READY, ConditionReason.REMOVING));
        assertThat(StatusDerivation.of(stopped, ending, NOW, NOW).phase()).isEqualTo(Phase.STOPPING);
        DeploymentObservation ended =
                observation(2, 0, stoppedAt(ConditionType.REPLICAS_READY, ConditionReason.STOPPED));
        DeploymentStatus status = StatusDerivation.of(stopped, ended, NOW, NOW);
        assertThat(status.phase()).isEqualTo(Phase.STOPPED);
        assertThat(status.sentence()).contains("weights are kept");
        assertThat(status.endpointUrl()).isNull();
    }

    @Test
    void startsLikeANewOneAfterAStop() {
        Desired started = new Desired(
                "sandbox", 3, Presence.RUNNING, SUBMITTED.minus(Duration.ofDays(3)), SUBMITTED, 2, run(3, 1L), null);
        DeploymentObservation loading =
                observation(3, 0, stoppedAt(ConditionType.REPLICAS_READY, ConditionReason.LOADING_MODEL));
        DeploymentStatus status = StatusDerivation.of(started, loading, NOW, NOW);
        assertThat(status.phase()).isEqualTo(Phase.STARTING);
        assertThat(status.expectedReadyAt()).isEqualTo(SUBMITTED.plus(Duration.ofMinutes(8)));
    }

    @Test
    void staysStoppedWhenWhatIsStoppedIsChanged() {
        Desired resized = desired(3, Presence.STOPPED, 1L, null);
        DeploymentObservation stopped = observation(
                2, 0, List.of(condition(ConditionType.REPLICAS_READY, ConditionStatus.FALSE, ConditionReason.STOPPED)));

        assertThat(StatusDerivation.of(resized, stopped, NOW, NOW).phase()).isEqualTo(Phase.STOPPED);
    }

    @Test
    void isNotStoppedByAStopBeforeItsLastStart() {
        Desired again = new Desired("sandbox", 4, Presence.STOPPED, SUBMITTED, SUBMITTED, 2, run(3, 1L), null);
        DeploymentObservation stopped = observation(
                2, 0, List.of(condition(ConditionType.REPLICAS_READY, ConditionStatus.FALSE, ConditionReason.STOPPED)));

        assertThat(StatusDerivation.of(again, stopped, NOW, NOW).phase()).isEqualTo(Phase.STOPPING);
    }

    @Test
    void saysWhyAStopIsNotCarriedOut() {
        Desired stopping = desired(2, Presence.STOPPED, 1L, null);
        DeploymentObservation refused = observation(
                2,
                1,
                List.of(condition(
                        ConditionType.REPLICAS_READY, ConditionStatus.FALSE, ConditionReason.REFUSED_BY_CLUSTER)));

        DeploymentStatus status = StatusDerivation.of(stopping, refused, NOW, NOW);

        assertThat(status.phase()).isEqualTo(Phase.STOPPING);
        assertThat(status.reason()).isEqualTo(StatusReason.REFUSED_BY_CLUSTER);
        assertThat(status.sentence()).startsWith("about REPLICAS_READY Waiting until");
    }

    @Test
    void isReadyInsideTheClusterWhateverBecomesOfItsPublicAddress() {
        List<Condition> conditions = new ArrayList<>(allTrue());
        conditions.add(condition(ConditionType.ROUTED, ConditionStatus.FALSE, ConditionReason.ROUTE_REFUSED));
        DeploymentStatus status = StatusDerivation.of(readyBefore(), observation(1, 2, conditions), NOW, NOW);

        assertThat(status.phase()).isEqualTo(Phase.READY);
        assertThat(status.sentence()).endsWith("Its public address does not answer yet: about ROUTED");
        assertThat(status.steps().getLast())
                .extracting(ProgressStep::name, ProgressStep::state)
                .containsExactly(ProgressStep.Name.ROUTE, ProgressStep.State.FAILED);
    }

    @Test
    void isReadyButSaysThatNobodyAddsReplicasWhileTheAutoscalerHasNoMetrics() {
        List<Condition> conditions = new ArrayList<>(allTrue());
        conditions.add(condition(ConditionType.SCALED, ConditionStatus.FALSE, ConditionReason.SCALING_WITHOUT_METRICS));
        DeploymentStatus status = StatusDerivation.of(readyBefore(), observation(1, 2, conditions), NOW, NOW);

        assertThat(status.phase()).isEqualTo(Phase.READY);
        assertThat(status.sentence()).endsWith("does not follow the load at the moment: about SCALED");
        assertThat(status.steps().getLast())
                .extracting(ProgressStep::name, ProgressStep::state)
                .containsExactly(ProgressStep.Name.SCALING, ProgressStep.State.CURRENT);
    }

    private static Desired running() {
        return desired(1, Presence.RUNNING, null, null);
    }

    private static Desired readyBefore() {
        return desired(1, Presence.RUNNING, 1L, null);
    }

    private static Desired desired(
            long generation, Presence presence, @Nullable Long readyGeneration, @Nullable Instant retiredAt) {
        return desired(generation, presence, 2, readyGeneration, retiredAt);
    }

    private static Desired desired(
            long generation,
            Presence presence,
            int minReplicas,
            @Nullable Long readyGeneration,
            @Nullable Instant retiredAt) {
        return new Desired(
                "sandbox", generation, presence, SUBMITTED, SUBMITTED, minReplicas, run(1, readyGeneration), retiredAt);
    }

    private static Desired.Run run(long generation, @Nullable Long readyGeneration) {
        return new Desired.Run(
                generation,
                SUBMITTED,
                readyGeneration,
                Duration.ofMinutes(30),
                new Desired.Usual(Duration.ofMinutes(8), 0));
    }

    private static List<Condition> allTrue() {
        List<Condition> conditions = new ArrayList<>();
        for (ConditionType type : ConditionType.ofEvery()) {
            conditions.add(condition(type, ConditionStatus.TRUE, ConditionReason.AS_DESIRED));
        }
        return conditions;
    }

    private static List<Condition> stoppedAt(ConditionType stop, ConditionReason reason) {
        return allTrue().stream()
                .map(condition -> {
                    int order = condition.type().compareTo(stop);
                    if (order < 0) {
                        return condition;
                    }
                    return condition(
                            condition.type(),
                            order == 0 ? ConditionStatus.FALSE : ConditionStatus.UNKNOWN,
                            order == 0 ? reason : ConditionReason.WAITING_FOR_EARLIER_STEP);
                })
                .toList();
    }

    private static Condition condition(ConditionType type, ConditionStatus status, ConditionReason reason) {
        return new Condition(type, status, reason, "about " + type, SUBMITTED.plusSeconds(60));
    }

    private static DeploymentObservation observation(long generation, int ready, List<Condition> conditions) {
        ReplicaInterval replica = new ReplicaInterval("uid", "pod", "node", "NVIDIA-L40S", 1, SUBMITTED, null, NOW);
        return new DeploymentObservation(
                UUID.randomUUID(),
                generation,
                NOW,
                conditions,
                2,
                ready,
                List.of(replica),
                "http://10.0.0.7:8000",
                List.of(),
                false);
    }
}
