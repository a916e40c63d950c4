package io.sextant.api.deployment;

import static io.sextant.api.deployment.Simultaneous.atOnce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sextant.api.deployment.Scenario.Setting;
import io.sextant.api.deployment.manifest.FieldChange;
import io.sextant.api.deployment.status.Phase;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.quota.Quotas;
import io.sextant.api.tenancy.TeamRole;
import io.sextant.api.testing.ApiTest;
import io.sextant.api.testing.People;
import io.sextant.api.testing.SettableClock;
import io.sextant.contract.desired.Presence;
import io.sextant.contract.observed.DeploymentObservation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@ApiTest
@Import(Scenario.class)
class ChangeDeploymentIT {
    private static final DeploymentChange STOP = new DeploymentChange.Stop();
    private static final DeploymentChange START = new DeploymentChange.Start();

    @Autowired
    Scenario scenario;

    @Autowired
    ChangeDeployment changing;

    @Autowired
    RetireDeployment retiring;

    @Autowired
    Deployments deployments;

    @Autowired
    Quotas quotas;

    @Autowired
    People people;

    @Autowired
    SettableClock clock;

    @Autowired
    JdbcClient jdbc;

    private Setting setting;
    private DeploymentId id;
    private Instant now;

    @BeforeEach
    void readyWithOneReplica() {
        setting = scenario.teamWithQuota(8);
        id = scenario.submit(setting, "chat");
        now = clock.instant();
        report(scenario.serving(id, 1, now, 1));
        assertThat(used()).isEqualTo(1);
        assertThat(phase()).isEqualTo(Phase.READY);
    }

    @Test
    void stopsAndGivesTheGpusBackOnlyWhenTheReplicasHaveEnded() {
        change(STOP, 1);
        assertThat(phase()).isEqualTo(Phase.STOPPING);
        assertThat(service()).contains("replicas: 0").contains("enabled: false");
        report(scenario.stopping(id, 2, now.plusSeconds(1), false));
        assertThat(used()).isEqualTo(1);

        report(scenario.stopping(id, 2, now.plusSeconds(2), true));
        assertThat(used()).isZero();
        assertThat(phase()).isEqualTo(Phase.STOPPED);
        assertThat(deployments.one(id, setting.member()).heldGpus()).isZero();
        assertThat(kinds()).contains(DeploymentEvent.Kind.STOP_REQUESTED, DeploymentEvent.Kind.GPUS_GIVEN_BACK);
    }

    @Test
    void startsAgainWithItsGpusReservedFirst() {
        change(STOP, 1);
        report(scenario.stopping(id, 2, now.plusSeconds(1), true));
        change(START, 2);
        assertThat(used()).isEqualTo(1);
        assertThat(phase()).isEqualTo(Phase.SUBMITTED);
        report(scenario.serving(id, 3, now.plusSeconds(2), 1));
        assertThat(phase()).isEqualTo(Phase.READY);
        assertThat(kinds()).filteredOn(DeploymentEvent.Kind.READY::equals).hasSize(2);
    }

    @Test
    void refusesToStartWhenItsGpusWereTakenMeanwhile() {
        change(STOP, 1);
        report(scenario.stopping(id, 2, now.plusSeconds(1), true));
        quotas.setLimit(setting.team(), setting.pool(), 0, setting.admin());
        assertThat(preview(START).quota().fits()).isFalse();
        assertThatThrownBy(() -> change(START, 2))
                .isInstanceOfSatisfying(
                        PlatformProblem.QuotaExceeded.class,
                        problem -> assertThat(problem.facts())
                                .containsEntry("limit", 0)
                                .containsEntry("used", 0)
                                .containsEntry("asked", 1));
        assertThat(generation()).isEqualTo(2);
        assertThat(phase()).isEqualTo(Phase.STOPPED);
    }

    @Test
    void takesNoGpusTwiceWhenStartedBeforeTheStopWasDone() {
        change(STOP, 1);
        change(START, 2);
        assertThat(used()).isEqualTo(1);
        report(scenario.stopping(id, 2, now.plusSeconds(1), true));
        assertThat(used()).isEqualTo(1);
    }

    @Test
    void growsWithTheMissingGpusReservedAtOnce() {
        ChangePreview preview = preview(resize(1, 4));
        assertThat(preview.quota().askedGpus()).isEqualTo(3);
        assertThat(preview.quota().fits()).isTrue();
        assertThat(preview.after().mostPerHour())
                .isEqualByComparingTo(preview.before().mostPerHour().multiply(BigDecimal.valueOf(4)));
        assertThat(preview.changes())
                .contains(new FieldChange("NIMService", "spec.scale.hpa.maxReplicas", "1", "4"))
                .contains(new FieldChange("NIMService", "spec.replicas", "1", null));
        assertThat(used()).as("a preview takes nothing").isEqualTo(1);

        change(resize(1, 4), 1);
        assertThat(used()).isEqualTo(4);
        assertThat(phase()).as("it serves meanwhile").isEqualTo(Phase.UPDATING);
        assertThat(deployments.status(id, setting.member()).endpointUrl()).isNotNull();
    }

    @Test
    void shrinksAndGivesBackOnlyWhatTheClusterHasLetGo() {
        change(resize(4, 4), 1);
        report(scenario.serving(id, 2, now.plusSeconds(1), 4));
        change(resize(2, 2), 2);
        assertThat(preview(resize(1, 1)).quota().givenBackGpus()).isEqualTo(3);
        report(scenario.serving(id, 3, now.plusSeconds(2), 4));
        assertThat(used()).isEqualTo(4);
        report(scenario.serving(id, 3, now.plusSeconds(3), 2));
        report(scenario.serving(id, 3, now.plusSeconds(4), 2));
        assertThat(used()).isEqualTo(2);
        retiring.retire(id, setting.member());
        report(new DeploymentObservation(
                id.value(), 4, now.plusSeconds(5), List.of(), 0, 0, List.of(), null, List.of(), true));
        assertThat(used()).isZero();
    }

    @Test
    void leavesEverythingAsItWasWhenQuotaDoesNotAllowToGrow() {
        assertThatThrownBy(() -> change(resize(1, 9), 1)).isInstanceOf(PlatformProblem.QuotaExceeded.class);
        assertThat(generation()).isEqualTo(1);
        assertThat(used()).isEqualTo(1);
        assertThat(deployments.generations(id, setting.member())).hasSize(1);
    }

    @Test
    void rollsBackToAnEarlierGenerationAsANewOne() {
        change(resize(4, 4), 1);
        change(STOP, 2);
        report(scenario.stopping(id, 3, now.plusSeconds(1), true));
        assertThat(used()).isZero();

        change(new DeploymentChange.RollBack(2), 3);
        assertThat(used()).isEqualTo(4);
        List<DeploymentGeneration> generations = deployments.generations(id, setting.member());
        assertThat(generations).extracting(DeploymentGeneration::generation).containsExactly(4L, 3L, 2L, 1L);
        DeploymentGeneration newest = generations.getFirst();
        assertThat(newest.change()).isEqualTo(DeploymentGeneration.Kind.ROLLED_BACK);
        assertThat(newest.rolledBackTo()).isEqualTo(2);
        assertThat(newest.current()).isTrue();
        assertThat(newest.shape().presence()).isEqualTo(Presence.RUNNING);
        assertThat(newest.changes()).contains(new FieldChange("NIMService", "spec.replicas", "0", "4"));
        assertThat(serviceOf(4).replace("\"4\"", "\"2\"")).isEqualTo(serviceOf(2));
    }

    @Test
    void refusesARollBackThatQuotaDoesNotAllow() {
        change(resize(4, 4), 1);
        report(scenario.serving(id, 2, now.plusSeconds(1), 4));
        change(resize(1, 1), 2);
        report(scenario.serving(id, 3, now.plusSeconds(2), 1));
        quotas.setLimit(setting.team(), setting.pool(), 2, setting.admin());
        assertThatThrownBy(() -> change(new DeploymentChange.RollBack(2), 3))
                .isInstanceOf(PlatformProblem.QuotaExceeded.class);
    }

    @Test
    void refusesWhatWouldChangeNothingAndGenerationsThatAreNot() {
        assertProblem(() -> change(START, 1), 409, "nothing-to-change");
        assertProblem(() -> change(resize(1, 1), 1), 409, "nothing-to-change");
        assertProblem(() -> change(new DeploymentChange.RollBack(1), 1), 409, "nothing-to-change");
        assertProblem(() -> change(new DeploymentChange.RollBack(6), 1), 404, "generation-not-found");
        change(STOP, 1);
        assertProblem(() -> change(STOP, 2), 409, "nothing-to-change");
        retiring.retire(id, setting.member());
        assertProblem(() -> change(START, 3), 409, "deployment-retired");
    }

    @Test
    void refusesAChangeMeantForAnotherGeneration() {
        change(STOP, 1);
        assertProblem(() -> change(resize(2, 2), 1), 412, "stale-version");
    }

    @Test
    void answersARepeatedChangeWithoutDoingItTwice() {
        String key = key();
        assertThat(changing.change(id, resize(2, 2), 1, key, setting.member())).isFalse();
        assertThat(changing.change(id, resize(2, 2), 1, key, setting.member())).isTrue();
        assertThat(generation()).isEqualTo(2);
        assertProblem(() -> changing.change(id, resize(3, 3), 1, key, setting.member()), 422, "idempotency-key-reused");
    }

    @Test
    void makesOneGenerationOfTheSameChangeSentManyTimesAtOnce() throws Exception {
        String key = key();
        List<Object> outcomes = atOnce(6, _ -> () -> changing.change(id, resize(3, 3), 1, key, setting.member()));
        assertThat(outcomes).filteredOn(Boolean.FALSE::equals).hasSize(1);
        assertThat(generation()).isEqualTo(2);
        assertThat(used()).isEqualTo(3);
    }

    @Test
    void carriesOutOneOfManyChangesOfTheSameGeneration() throws Exception {
        List<Object> outcomes =
                atOnce(4, number -> () -> changing.change(id, resize(1, 2 + number), 1, key(), setting.member()));
        assertThat(outcomes).filteredOn(Boolean.FALSE::equals).hasSize(1);
        assertThat(outcomes)
                .filteredOn(PlatformProblem.class::isInstance)
                .hasSize(3)
                .allSatisfy(problem -> assertThat(problem).isInstanceOf(PlatformProblem.StaleVersion.class));
        assertThat(used())
                .isEqualTo(deployments.one(id, setting.member()).plan().scale().quotaGpus());
    }

    @Test
    void givesTheLastGpusToOneOfTwoDeploymentsThatGrow() throws Exception {
        DeploymentId other = scenario.submit(setting, "other");
        quotas.setLimit(setting.team(), setting.pool(), 3, setting.admin());
        List<DeploymentId> both = List.of(id, other);
        List<Object> outcomes =
                atOnce(2, number -> () -> changing.change(both.get(number), resize(2, 2), 1, key(), setting.member()));
        assertThat(outcomes).hasAtLeastOneElementOfType(Boolean.class);
        assertThat(outcomes).hasAtLeastOneElementOfType(PlatformProblem.QuotaExceeded.class);
        assertThat(used()).isEqualTo(3);
    }

    @Test
    void isNotThereForAnotherTeamAndForbiddenToAViewer() {
        assertThatThrownBy(() -> changing.change(id, STOP, 1, key(), people.member(people.team(), TeamRole.TEAM_ADMIN)))
                .isInstanceOf(PlatformProblem.NotFound.class);
        assertThatThrownBy(() -> changing.preview(id, STOP, people.member(people.team(), TeamRole.TEAM_ADMIN)))
                .isInstanceOf(PlatformProblem.NotFound.class);
        assertThatThrownBy(() -> changing.change(id, STOP, 1, key(), people.member(setting.team(), TeamRole.VIEWER)))
                .isInstanceOf(PlatformProblem.Forbidden.class);
    }

    @Test
    void holdsInTheLedgerWhatItSaysItHolds() {
        change(resize(5, 5), 1);
        report(scenario.serving(id, 2, now.plusSeconds(1), 5));
        change(resize(2, 3), 2);
        report(scenario.serving(id, 3, now.plusSeconds(2), 2));
        assertThat(jdbc.sql("""
                                select coalesce(sum(case kind when 'HOLD' then gpus when 'RELEASE' then -gpus else 0 end), 0)
                                  from quota_entry where holder = :id
                                """).param("id", id.value()).query(Integer.class).single())
                .isEqualTo(3)
                .isEqualTo(used())
                .isEqualTo(deployments.one(id, setting.member()).heldGpus());
    }

    private static DeploymentChange resize(int min, int max) {
        return new DeploymentChange.Resize(min, max);
    }

    private void change(DeploymentChange change, long generation) {
        changing.change(id, change, generation, key(), setting.member());
    }

    private ChangePreview preview(DeploymentChange change) {
        return changing.preview(id, change, setting.member());
    }

    private void report(DeploymentObservation observation) {
        scenario.report(setting, observation);
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private Phase phase() {
        return deployments.status(id, setting.member()).phase();
    }

    private long generation() {
        return deployments.one(id, setting.member()).generation();
    }

    private int used() {
        return quotas.balance(setting.team().id(), setting.pool()).usedGpus();
    }

    private List<DeploymentEvent.Kind> kinds() {
        return deployments.events(id, setting.member()).stream()
                .map(DeploymentEvent::kind)
                .toList();
    }

    private String service() {
        return serviceOf(generation());
    }

    private String serviceOf(long generation) {
        return deployments.manifests(id, generation, setting.member()).manifests().stream()
                .filter(manifest -> manifest.kind().equals("NIMService"))
                .findFirst()
                .orElseThrow()
                .yaml();
    }

    private static void assertProblem(ThrowingCallable call, int status, String type) {
        assertThatThrownBy(call).isInstanceOfSatisfying(PlatformProblem.class, problem -> {
            assertThat(problem.status()).isEqualTo(status);
            assertThat(problem.type()).isEqualTo(type);
        });
    }
}
