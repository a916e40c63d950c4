package io.sextant.api.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sextant.api.deployment.Scenario.Setting;
import io.sextant.api.deployment.status.DeploymentStatus;
import io.sextant.api.deployment.status.Phase;
import io.sextant.api.planning.PlanCandidate;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.quota.Quotas;
import io.sextant.api.testing.ApiTest;
import io.sextant.api.testing.SettableClock;
import io.sextant.contract.observed.Condition;
import io.sextant.contract.observed.ConditionReason;
import io.sextant.contract.observed.ConditionStatus;
import io.sextant.contract.observed.ConditionType;
import io.sextant.contract.observed.DeploymentObservation;
import io.sextant.contract.observed.ObservedRelease;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@ApiTest
@Import(Scenario.class)
class RollOverIT {
    @Autowired
    Scenario scenario;

    @Autowired
    ChangeDeployment changing;

    @Autowired
    RetireDeployment retiring;

    @Autowired
    PlanAgain planAgain;

    @Autowired
    Deployments deployments;

    @Autowired
    Quotas quotas;

    @Autowired
    SettableClock clock;

    private Setting setting;
    private DeploymentId id;
    private Instant now;

    @BeforeEach
    void readyWithOneReplica() {
        setting = scenario.teamWithQuota(8);
        id = scenario.submit(setting, "chat");
        now = clock.instant();
        scenario.report(setting, scenario.serving(id, 1, now, 1));
    }

    @Test
    void previewsASecondSetOfGpusAndWhatHappensToTheTraffic() {
        ChangePreview preview = preview(another());

        assertThat(preview.rollOver()).isTrue();
        assertThat(preview.digest()).isNotBlank();
        assertThat(preview.quota().askedGpus()).isEqualTo(preview.after().gpus());
        assertThat(preview.quota().givenBackGpus()).isEqualTo(1);
        assertThat(preview.notes()).anyMatch(note -> note.contains("chat-g2") && note.contains("goes on serving"));
        assertThat(preview.after().profile()).isNotEqualTo(preview.before().profile());
        assertThat(used()).as("a preview takes nothing").isEqualTo(1);
    }

    @Test
    void holdsBothUntilTheOldOneHasEndedAndThenOnlyTheNewOne() {
        int needed = replan();
        assertThat(used()).isEqualTo(1 + needed);
        assertThat(status().phase()).isEqualTo(Phase.UPDATING);

        report(2, starting(), new ObservedRelease("chat-g2", 1, 0, false, false), old(true, false));
        assertThat(status().phase()).isEqualTo(Phase.UPDATING);
        assertThat(status().sentence()).contains("Rolling over", "1 replica serves");
        assertThat(status().endpointUrl()).isNotNull();

        report(2, null, new ObservedRelease("chat-g2", 1, 1, true, false), old(false, false));
        assertThat(status().phase()).isEqualTo(Phase.READY);
        assertThat(used()).as("the old one is not gone").isEqualTo(1 + needed);

        report(2, null, new ObservedRelease("chat-g2", 1, 1, true, false), old(false, true));
        assertThat(used()).isEqualTo(needed);
        assertThat(deployments.one(id, setting.member()).heldGpus()).isEqualTo(needed);
        assertThat(deployments.one(id, setting.member()).rollOverFrom()).isNull();
    }

    @Test
    void aNewOneThatFailsIsToldAndGoingBackGivesItsGpusBack() {
        int needed = replan();
        report(
                2,
                new Condition(
                        ConditionType.REPLICAS_READY,
                        ConditionStatus.FALSE,
                        ConditionReason.OUT_OF_GPU_MEMORY,
                        "The model does not fit.",
                        now),
                new ObservedRelease("chat-g2", 1, 0, false, false),
                old(true, false));
        assertThat(status().phase()).isEqualTo(Phase.HELD_UP);
        assertThat(status().sentence()).contains("The model does not fit.", "1 replica serves");
        assertThat(status().remedy()).contains("Go back");
        assertThat(deployments.one(id, setting.member()).rollOverFrom()).isEqualTo(1);

        assertThat(preview(new DeploymentChange.RollBack(1)).rollOver()).isFalse();
        change(new DeploymentChange.RollBack(1), 2);
        assertThat(used()).isEqualTo(1 + needed);
        report(3, null, old(true, false), new ObservedRelease("chat-g2", 0, 0, false, true));

        assertThat(used()).isEqualTo(1);
        assertThat(status().phase()).isEqualTo(Phase.READY);
    }

    @Test
    void isRefusedWithTheWayOutWhereQuotaLeavesNoRoomForBoth() {
        quotas.setLimit(setting.team(), setting.pool(), 1, setting.admin());
        ChangePreview preview = preview(another());

        assertThat(preview.quota().fits()).isFalse();
        assertThat(preview.notes()).anyMatch(note -> note.contains("stop the deployment, change it, and start it"));
        assertThatThrownBy(() -> change(new DeploymentChange.Replan(another().candidate(), preview.digest()), 1))
                .isInstanceOf(PlatformProblem.QuotaExceeded.class);
        assertThat(used()).isEqualTo(1);
        assertThat(deployments.generations(id, setting.member())).hasSize(1);
    }

    @Test
    void aStoppedOneChangesWithoutASecondSetOfGpus() {
        changing.change(id, new DeploymentChange.Stop(), 1, UUID.randomUUID().toString(), setting.member());
        scenario.report(setting, scenario.stopping(id, 2, now.plusSeconds(1), true));
        assertThat(used()).isZero();

        ChangePreview preview = preview(another());
        assertThat(preview.rollOver()).isFalse();
        change(new DeploymentChange.Replan(another().candidate(), preview.digest()), 2);

        assertThat(used()).isZero();
    }

    @Test
    void acceptsOnlyThePlanThatWasSeen() {
        assertThatThrownBy(() -> change(new DeploymentChange.Replan(another().candidate(), "another"), 1))
                .isInstanceOfSatisfying(
                        PlatformProblem.Conflict.class,
                        problem -> assertThat(problem.type()).contains("plan-changed"));
        assertThatThrownBy(() -> change(another(), 1)).isInstanceOf(PlatformProblem.Invalid.class);
    }

    @Test
    void aRetirementInTheMidstOfItGivesEverythingBack() {
        replan();
        retiring.retire(id, setting.member());
        scenario.report(
                setting,
                new DeploymentObservation(
                        id.value(), 3, now.plusSeconds(9), List.of(), 0, 0, List.of(), null, List.of(), true));

        assertThat(used()).isZero();
    }

    /** A candidate of another profile on the same GPU product. */
    private DeploymentChange.Replan another() {
        List<PlanCandidate> all =
                planAgain.candidates(id, null, setting.member()).candidates();
        String current = deployments.one(id, setting.member()).plan().candidate();
        String profile = all.stream()
                .filter(candidate -> candidate.id().equals(current))
                .map(PlanCandidate::profile)
                .findFirst()
                .orElseThrow();
        return all.stream()
                .filter(candidate -> candidate.status() == PlanCandidate.Status.FITS
                        || candidate.status() == PlanCandidate.Status.EXCEEDS_QUOTA)
                .filter(candidate -> candidate.cluster().equals(setting.cluster())
                        && candidate.gpuProduct().equals(Scenario.H100)
                        && !candidate.profile().equals(profile))
                .map(candidate -> new DeploymentChange.Replan(candidate.id(), null))
                .findFirst()
                .orElseThrow();
    }

    private int replan() {
        ChangePreview preview = preview(another());
        change(new DeploymentChange.Replan(another().candidate(), preview.digest()), 1);
        return preview.after().gpus();
    }

    private ChangePreview preview(DeploymentChange change) {
        return changing.preview(id, change, setting.member());
    }

    private void change(DeploymentChange change, long generation) {
        changing.change(id, change, generation, UUID.randomUUID().toString(), setting.member());
    }

    private void report(long generation, @Nullable Condition obstacle, ObservedRelease... releases) {
        now = now.plusSeconds(1);
        DeploymentObservation serving = scenario.serving(id, generation, now, 1);
        List<Condition> conditions = obstacle == null
                ? serving.conditions()
                : serving.conditions().stream()
                        .map(condition -> condition.type() == obstacle.type() ? obstacle : condition)
                        .toList();
        scenario.report(
                setting,
                new DeploymentObservation(
                        id.value(),
                        generation,
                        now,
                        conditions,
                        releases[0].desiredReplicas(),
                        releases[0].readyReplicas(),
                        serving.replicas(),
                        "http://10.1.2.3:8000",
                        List.of(),
                        false,
                        List.of(releases)));
    }

    private Condition starting() {
        return new Condition(
                ConditionType.REPLICAS_READY,
                ConditionStatus.FALSE,
                ConditionReason.LOADING_MODEL,
                "The engine loads the weights.",
                now);
    }

    private static ObservedRelease old(boolean serves, boolean gone) {
        return new ObservedRelease("chat", gone ? 0 : 1, gone ? 0 : 1, serves, gone);
    }

    private DeploymentStatus status() {
        return deployments.status(id, setting.member());
    }

    private int used() {
        return quotas.balance(setting.team().id(), setting.pool()).usedGpus();
    }
}
