package io.sextant.api.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.api.deployment.Scenario.Setting;
import io.sextant.api.deployment.status.Phase;
import io.sextant.api.quota.Quotas;
import io.sextant.api.testing.ApiTest;
import io.sextant.api.testing.SettableClock;
import io.sextant.contract.observed.Condition;
import io.sextant.contract.observed.ConditionReason;
import io.sextant.contract.observed.ConditionStatus;
import io.sextant.contract.observed.ConditionType;
import io.sextant.contract.observed.DeploymentObservation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What failed keeps its GPUs for some hours and no longer. */
@ApiTest
@Import(Scenario.class)
class ReleaseFailedIT {
    @Autowired
    Scenario scenario;

    @Autowired
    ReleaseFailed releasing;

    @Autowired
    Deployments deployments;

    @Autowired
    Quotas quotas;

    @Autowired
    SettableClock clock;

    @Autowired
    JdbcClient jdbc;

    private Setting setting;
    private DeploymentId id;
    private Instant failed;

    @BeforeEach
    void failedNow() {
        setting = scenario.teamWithQuota(8);
        id = scenario.submit(setting, "chat");
        failed = clock.instant();
        scenario.report(setting, refused(failed));
    }

    @Test
    void stopsWhatFailedOnceItsHoursAreOverAndTellsWhy() {
        assertThat(phase()).isEqualTo(Phase.FAILED);
        clock.set(failed.plus(Duration.ofHours(6)).minusSeconds(1));
        scenario.reportInventory(setting);
        releasing.look();
        assertThat(phase()).isEqualTo(Phase.FAILED);
        assertThat(used()).isPositive();

        clock.set(failed.plus(Duration.ofHours(6)));
        releasing.look();
        releasing.look();
        assertThat(deployments.events(id, setting.member()))
                .filteredOn(event -> event.kind() == DeploymentEvent.Kind.STOP_REQUESTED)
                .singleElement()
                .satisfies(event ->
                        assertThat(event.sentence()).contains("It has failed since ", "The image is not there."));
        assertThat(told()).contains("chat has failed", "chat failed and was stopped");

        scenario.report(setting, scenario.stopping(id, 2, clock.instant().plusSeconds(1), true));
        assertThat(used()).isZero();
    }

    @Test
    void waitsForTheWordOfAClusterThatIsSilent() {
        clock.set(failed.plus(Duration.ofHours(7)));
        releasing.look();
        assertThat(phase()).isEqualTo(Phase.FAILED);

        scenario.reportInventory(setting);
        releasing.look();
        assertThat(phase()).isEqualTo(Phase.STOPPING);
    }

    @Test
    void leavesAloneWhatRecovered() {
        clock.set(failed.plus(Duration.ofHours(7)));
        scenario.reportInventory(setting);
        scenario.report(setting, scenario.ready(id, clock.instant(), "http://10.1.2.3:8000"));
        releasing.look();
        assertThat(phase()).isEqualTo(Phase.READY);
    }

    private DeploymentObservation refused(Instant at) {
        Condition replicas = new Condition(
                ConditionType.REPLICAS_READY,
                ConditionStatus.FALSE,
                ConditionReason.IMAGE_NOT_FOUND,
                "The image is not there.",
                at);
        return new DeploymentObservation(id.value(), 1, at, List.of(replicas), 1, 0, List.of(), null, List.of(), false);
    }

    private List<String> told() {
        return jdbc.sql("select title from notice where path = :path order by id")
                .param("path", "/deployments/" + id)
                .query(String.class)
                .list();
    }

    private Phase phase() {
        return deployments.one(id, setting.member()).status().phase();
    }

    private int used() {
        return quotas.balance(setting.team().id(), setting.pool()).usedGpus();
    }
}
