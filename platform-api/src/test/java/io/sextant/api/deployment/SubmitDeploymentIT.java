package io.sextant.api.deployment;

import static io.sextant.api.deployment.Simultaneous.atOnce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.sextant.api.cluster.ClusterInventories;
import io.sextant.api.cluster.preflight.Reports;
import io.sextant.api.deployment.Scenario.Setting;
import io.sextant.api.deployment.status.Phase;
import io.sextant.api.paging.PageRequest;
import io.sextant.api.planning.PlanDemand;
import io.sextant.api.planning.PlanRequest;
import io.sextant.api.planning.PlanSla;
import io.sextant.api.planning.PlanWorkload;
import io.sextant.api.pricing.PriceRecording;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.quota.Quotas;
import io.sextant.api.tenancy.TeamRole;
import io.sextant.api.testing.ApiTest;
import io.sextant.api.testing.People;
import io.sextant.api.testing.SettableClock;
import io.sextant.contract.desired.Manifest;
import io.sextant.contract.observed.ClusterSurvey;
import io.sextant.contract.observed.RouteOffer;
import io.sextant.planner.units.Percentile;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@ApiTest
@Import(Scenario.class)
class SubmitDeploymentIT {
    @Autowired
    Scenario scenario;

    @Autowired
    SubmitDeployment submitting;

    @Autowired
    PreviewSubmission previewing;

    @Autowired
    Deployments deployments;

    @Autowired
    ClusterInventories inventories;

    @Autowired
    Quotas quotas;

    @Autowired
    PriceRecording prices;

    @Autowired
    People people;

    @Autowired
    SettableClock clock;

    @Autowired
    JdbcClient jdbc;

    @Test
    void acceptsAPlanWithItsQuotaManifestsAndHistory() {
        Setting setting = scenario.teamWithQuota(8);
        SubmitRequest request = scenario.acceptance(setting, "chat");
        DeploymentId id = submit(setting, request);

        DeploymentDetail detail = deployments.one(id, setting.member());
        assertThat(detail.status().phase()).isEqualTo(Phase.SUBMITTED);
        assertThat(detail.plan().digest()).isEqualTo(request.digest());
        assertThat(used(setting)).isEqualTo(detail.plan().scale().quotaGpus()).isPositive();
        assertThat(deployments.manifests(id, setting.member()).manifests())
                .extracting(Manifest::kind)
                .containsExactly(
                        "Namespace",
                        "ResourceQuota",
                        "LimitRange",
                        "NetworkPolicy",
                        "NIMCache",
                        "NIMService",
                        "Service");
        assertThat(deployments.events(id, setting.member())).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(DeploymentEvent.Kind.SUBMITTED);
            assertThat(event.actor()).isEqualTo(setting.member().displayName());
        });
    }

    @Test
    void publishesUnderANameOfItsOwnWhereTheClusterOffersOne() {
        Setting setting = scenario.teamWithQuota(8);
        offer(setting, new RouteOffer("models.example.com", true, "nginx", null, "ingress-nginx", Map.of()));
        DeploymentId id = scenario.submit(setting, "chat");

        String namespace = setting.team().namespace();
        assertThat(deployments.one(id, setting.member()).publicUrl())
                .isEqualTo("https://chat." + namespace + ".models.example.com");
        List<Manifest> manifests = deployments.manifests(id, setting.member()).manifests();
        assertThat(manifests).last().extracting(Manifest::kind).isEqualTo("Ingress");
        assertThat(manifests)
                .filteredOn(manifest -> manifest.kind().equals("NetworkPolicy"))
                .singleElement()
                .satisfies(policy -> assertThat(policy.yaml()).contains("ingress-nginx"));
    }

    @Test
    void rendersNoRouteThatTheClusterDoesNotKnow() {
        Setting setting = scenario.teamWithQuota(8);
        RouteOffer.Gateway gateway = new RouteOffer.Gateway("edge", "public");
        offer(setting, new RouteOffer("models.example.com", true, null, gateway, null, Map.of()), false);
        DeploymentId id = scenario.submit(setting, "chat");

        assertThat(deployments.one(id, setting.member()).publicUrl()).isNull();
    }

    private void offer(Setting setting, RouteOffer offer) {
        offer(setting, offer, true);
    }

    private void offer(Setting setting, RouteOffer offer, boolean served) {
        Reports reports = Reports.good();
        reports.routing = new ClusterSurvey.Routing(List.of("nginx"), List.of(), offer, served);
        inventories.report(setting.cluster(), reports.inventory(setting.cluster(), clock.instant()));
    }

    @Test
    void answersARepeatedSubmissionWithTheDeploymentItMade() {
        Setting setting = scenario.teamWithQuota(8);
        SubmitRequest request = scenario.acceptance(setting, "chat");
        SubmitDeployment.Submission first = submitting.submit(request, "key-1", setting.member());
        int used = used(setting);
        SubmitDeployment.Submission second = submitting.submit(request, "key-1", setting.member());
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.repeated()).isTrue();
        assertThat(used(setting)).isEqualTo(used);
    }

    @Test
    void previewsToTheLetterWhatTheSubmissionApplies() {
        Setting setting = scenario.teamWithQuota(8);
        SubmitRequest request = scenario.acceptance(setting, "chat");
        String preview = previewing.preview(request, "key-1", setting.member()).yaml();
        assertThat(count(setting)).as("a preview submits nothing").isZero();
        assertThat(used(setting)).isZero();

        DeploymentId id = submitting.submit(request, "key-1", setting.member()).id();
        assertThat(deployments.manifests(id, setting.member()).yaml()).isEqualTo(preview);
        assertThat(preview).contains("ngc-api").doesNotContain("kind: \"Secret\"");
    }

    @Test
    void refusesToPreviewWhatASubmissionWouldBeRefusedFor() {
        Setting setting = scenario.teamWithQuota(8);
        scenario.submit(setting, "chat");
        SubmitRequest taken = scenario.acceptance(setting, "chat");
        assertThatThrownBy(() -> previewing.preview(taken, "key", setting.member()))
                .isInstanceOf(PlatformProblem.Conflict.class);
        SubmitRequest other = new SubmitRequest("other", "an old digest", taken.plan(), null);
        assertThatThrownBy(() -> previewing.preview(other, "key", setting.member()))
                .isInstanceOfSatisfying(
                        PlatformProblem.Conflict.class,
                        problem -> assertThat(problem.type()).isEqualTo("plan-changed"));
        assertThatThrownBy(() -> previewing.preview(other, "key", people.member(people.team(), TeamRole.TEAM_ADMIN)))
                .isInstanceOf(PlatformProblem.NotFound.class);
    }

    @Test
    void refusesAKeyThatStandsForAnotherRequest() {
        Setting setting = scenario.teamWithQuota(8);
        submitting.submit(scenario.acceptance(setting, "chat"), "key-1", setting.member());
        assertThatThrownBy(() -> submitting.submit(scenario.acceptance(setting, "other"), "key-1", setting.member()))
                .isInstanceOfSatisfying(PlatformProblem.class, problem -> {
                    assertThat(problem.status()).isEqualTo(422);
                    assertThat(problem.type()).isEqualTo("idempotency-key-reused");
                });
    }

    @Test
    void makesOneDeploymentOfTheSameSubmissionSentManyTimesAtOnce() throws Exception {
        Setting setting = scenario.teamWithQuota(8);
        SubmitRequest request = scenario.acceptance(setting, "chat");
        List<Object> outcomes = atOnce(
                6,
                _ -> () -> submitting.submit(request, "key-1", setting.member()).id());
        assertThat(outcomes.stream().filter(DeploymentId.class::isInstance).distinct())
                .hasSize(1);
        assertThat(outcomes.stream().filter(PlatformProblem.class::isInstance).map(PlatformProblem.class::cast))
                .allSatisfy(problem -> assertThat(problem.type()).isEqualTo("submission-in-flight"));
        assertThat(count(setting)).isEqualTo(1);
    }

    @Test
    void givesTheLastGpusToExactlyOneOfTwoSubmissions() throws Exception {
        Setting roomy = scenario.teamWithQuota(8);
        int needed = scenario.propose(roomy, scenario.question(roomy)).scale().quotaGpus();
        Setting setting = scenario.teamWithQuota(needed);
        SubmitRequest one = scenario.acceptance(setting, "one");
        SubmitRequest two = scenario.acceptance(setting, "two");
        List<Object> outcomes = atOnce(2, number -> () -> submit(setting, number == 0 ? one : two));
        assertThat(outcomes).hasAtLeastOneElementOfType(DeploymentId.class);
        assertThat(outcomes).hasAtLeastOneElementOfType(PlatformProblem.QuotaExceeded.class);
        assertThat(used(setting)).isEqualTo(needed);
        assertThat(count(setting)).isEqualTo(1);
    }

    @Test
    void leavesNothingBehindWhenQuotaIsSpent() {
        Setting setting = scenario.teamWithQuota(8);
        SubmitRequest request = scenario.acceptance(setting, "chat");
        quotas.setLimit(setting.team(), setting.pool(), 0, setting.admin());
        assertThatThrownBy(() -> submit(setting, request))
                .isInstanceOfSatisfying(
                        PlatformProblem.QuotaExceeded.class,
                        problem -> assertThat(problem.facts())
                                .containsEntry("limit", 0)
                                .containsEntry("used", 0)
                                .containsKeys("asked", "node", "pool"));
        assertThat(count(setting)).isZero();
        assertThat(used(setting)).isZero();
    }

    @Test
    void saysWhatChangedWhenThePlanIsNotTheOneAccepted() {
        Setting setting = scenario.teamWithQuota(8);
        SubmitRequest request = scenario.acceptance(setting, "chat");
        prices.record(setting.cluster(), "H100-SXM-80GB", new BigDecimal("9.99"), clock.instant(), "a test", null);
        assertThatThrownBy(() -> submit(setting, request))
                .isInstanceOfSatisfying(PlatformProblem.Conflict.class, problem -> {
                    assertThat(problem.type()).isEqualTo("plan-changed");
                    assertThat(problem.detail())
                            .contains("The cost per hour was")
                            .contains("9.99 USD");
                    assertThat(problem.facts()).containsKeys("digest", "now", "changes");
                });
        assertThat(count(setting)).isZero();
    }

    @Test
    void refusesANameThatIsTaken() {
        Setting setting = scenario.teamWithQuota(8);
        scenario.submit(setting, "chat");
        assertThatThrownBy(() -> scenario.submit(setting, "chat"))
                .isInstanceOfSatisfying(
                        PlatformProblem.Conflict.class,
                        problem -> assertThat(problem.type()).isEqualTo("name-taken"));
    }

    @Test
    void givesANameToExactlyOneOfTwoSubmissions() throws Exception {
        Setting setting = scenario.teamWithQuota(16);
        SubmitRequest request = scenario.acceptance(setting, "chat");
        List<Object> outcomes = atOnce(2, _ -> () -> submit(setting, request));
        assertThat(outcomes).hasAtLeastOneElementOfType(DeploymentId.class);
        assertThat(outcomes).hasAtLeastOneElementOfType(PlatformProblem.Conflict.class);
        assertThat(count(setting)).isEqualTo(1);
    }

    @Test
    void refusesWhatCannotHoldTheSla() {
        Setting setting = scenario.teamWithQuota(8);
        PlanRequest modest = scenario.question(setting);
        String candidate = scenario.propose(setting, modest).candidate();
        PlanRequest impossible = new PlanRequest(
                modest.team(),
                modest.model(),
                new PlanWorkload(512, 256, 0, 0, 0),
                new PlanDemand.RequestRate(0.5),
                new PlanSla.Targets(Percentile.P95, 1.0, 0.1, null, null),
                modest.limits(),
                candidate);
        Throwable thrown =
                catchThrowable(() -> submit(setting, new SubmitRequest("chat", "an old digest", impossible, null)));
        assertThat(thrown).isInstanceOf(PlatformProblem.class);
        assertThat(count(setting)).isZero();
    }

    @Test
    void doesNotKnowAnotherTeam() {
        Setting setting = scenario.teamWithQuota(8);
        SubmitRequest request = scenario.acceptance(setting, "chat");
        assertThatThrownBy(() -> submitting.submit(request, "key", people.member(people.team(), TeamRole.TEAM_ADMIN)))
                .isInstanceOf(PlatformProblem.NotFound.class);
    }

    @Test
    void doesNotLetAViewerSubmit() {
        Setting setting = scenario.teamWithQuota(8);
        SubmitRequest request = scenario.acceptance(setting, "chat");
        assertThatThrownBy(() -> submitting.submit(request, "key", people.member(setting.team(), TeamRole.VIEWER)))
                .isInstanceOf(PlatformProblem.Forbidden.class);
    }

    private DeploymentId submit(Setting setting, SubmitRequest request) {
        return submitting
                .submit(request, UUID.randomUUID().toString(), setting.member())
                .id();
    }

    private int used(Setting setting) {
        return quotas.balance(setting.team().id(), setting.pool()).usedGpus();
    }

    private int count(Setting setting) {
        int listed = deployments
                .list(setting.team(), true, PageRequest.of(null, null), setting.member())
                .items()
                .size();
        assertThat(jdbc.sql("select count(*) from quota_entry where team_id = :team and kind = 'HOLD'")
                        .param("team", setting.team().id().value())
                        .query(Integer.class)
                        .single())
                .as("holds in the ledger")
                .isEqualTo(listed);
        return listed;
    }
}
