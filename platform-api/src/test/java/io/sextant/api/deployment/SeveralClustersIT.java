package io.sextant.api.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.api.catalog.Catalogs;
import io.sextant.api.cluster.ClusterCapacity;
import io.sextant.api.cluster.ClusterInventories;
import io.sextant.api.cluster.ClusterLifecycle;
import io.sextant.api.cluster.ClusterRegistration;
import io.sextant.api.cluster.DeployerJoining;
import io.sextant.api.cluster.Deployers;
import io.sextant.api.cluster.preflight.Reports;
import io.sextant.api.deployment.Scenario.Setting;
import io.sextant.api.deployment.status.DeploymentStatus;
import io.sextant.api.deployment.status.Phase;
import io.sextant.api.planning.MakePlan;
import io.sextant.api.planning.PlanAnswer;
import io.sextant.api.pricing.PriceRecording;
import io.sextant.api.quota.QuotaPool;
import io.sextant.api.quota.Quotas;
import io.sextant.api.testing.ApiTest;
import io.sextant.api.testing.SettableClock;
import io.sextant.contract.observed.GpuNode;
import io.sextant.contract.observed.NodeTraits;
import io.sextant.contract.observed.ObservationBatch;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.json.JsonMapper;

/** One team with quota on two clusters, of which the second is dearer. */
@ApiTest
@Import(Scenario.class)
class SeveralClustersIT {
    @Autowired
    MockMvcTester rest;

    @Autowired
    Scenario scenario;

    @Autowired
    ClusterRegistration registration;

    @Autowired
    ClusterInventories inventories;

    @Autowired
    ClusterLifecycle lifecycle;

    @Autowired
    DeployerJoining joining;

    @Autowired
    PriceRecording prices;

    @Autowired
    Quotas quotas;

    @Autowired
    MakePlan planner;

    @Autowired
    Deployments deployments;

    @Autowired
    SettableClock clock;

    @Autowired
    JsonMapper json;

    private Setting cheap;
    private Setting dear;

    @BeforeEach
    void twoClusters() {
        cheap = scenario.teamWithQuota(8);
        String other = cheap.cluster() + "-dear";
        registration.ensure(other, "The dear one");
        dear = new Setting(cheap.team(), cheap.member(), cheap.admin(), other);
        quotas.setLimit(cheap.team(), new QuotaPool(other, Scenario.H100), 8, cheap.admin());
        price(cheap, "2.00");
        price(dear, "2.50");
        report(cheap, 8, 0, Reports.good());
        report(dear, 8, 0, Reports.good());
    }

    @Test
    void placesByPriceAsLongAsThereIsRoom() {
        assertThat(placement()).isEqualTo(cheap.cluster());

        price(dear, "1.50");
        assertThat(placement()).isEqualTo(dear.cluster());
    }

    @Test
    void placesOnTheDearerClusterWhenTheCheapOneIsFull() {
        report(cheap, 8, 8, Reports.good());

        assertThat(placement()).isEqualTo(dear.cluster());
    }

    @Test
    void placesNothingNewOnAClusterThatIsDrainedAndLeavesWhatIsThere() {
        DeploymentId id = scenario.submit(cheap, "stays");
        scenario.report(cheap, scenario.ready(id, clock.instant(), "http://10.0.0.1:8000"));

        lifecycle.drain(cheap.cluster(), 1, cheap.admin());

        PlanAnswer answer = plan();
        assertThat(placement(answer)).isEqualTo(dear.cluster());
        assertThat(answer.notes())
                .contains("Cluster %s is left out: it is being drained and takes no new deployments."
                        .formatted(cheap.cluster()));
        assertThat(status(id).phase()).isEqualTo(Phase.READY);

        lifecycle.resume(cheap.cluster(), 2, cheap.admin());
        assertThat(placement()).isEqualTo(cheap.cluster());
    }

    @Test
    void leavesAnIncompatibleClusterOutAndSaysWhy() {
        Reports old = Reports.good();
        old.nimOperator = "v2.0.0";
        report(cheap, 8, 0, old);

        PlanAnswer answer = plan();
        assertThat(placement(answer)).isEqualTo(dear.cluster());
        assertThat(answer.notes())
                .anyMatch(note -> note.startsWith("Cluster %s is left out.".formatted(cheap.cluster()))
                        && note.contains("NIM Operator v2.0.0 is older"));
    }

    @Test
    void leavesASilentClusterOutAndDoesNotDeclareItsDeploymentsDead() {
        DeploymentId id = scenario.submit(cheap, "silent");
        scenario.report(cheap, scenario.ready(id, clock.instant(), "http://10.0.0.1:8000"));

        clock.advance(Duration.ofMinutes(16));
        report(dear, 8, 0, Reports.good());

        assertThat(inventories.named(cheap.cluster()).contact()).isEqualTo(ClusterCapacity.Contact.STALE);
        PlanAnswer answer = plan();
        assertThat(placement(answer)).isEqualTo(dear.cluster());
        assertThat(answer.notes())
                .anyMatch(note -> note.startsWith("Cluster %s is left out.".formatted(cheap.cluster()))
                        && note.contains("silent for 16 minutes"));
        DeploymentStatus status = status(id);
        assertThat(status.phase()).isEqualTo(Phase.READY);
        assertThat(status.clusterSilent()).isTrue();
        assertThat(status.endpointUrl()).isEqualTo("http://10.0.0.1:8000");
    }

    @Test
    void tellsADeployerOfItsOwnDeploymentsOnlyAndBelievesItAboutThoseOnly() {
        DeploymentId here = scenario.submit(cheap, "here");
        report(cheap, 8, 8, Reports.good());
        DeploymentId there = scenario.submit(dear, "there");
        String deployer = Deployers.joined(joining, cheap.cluster());

        assertThat(rest.get()
                        .uri("/api/v1/clusters/" + cheap.cluster() + "/desired")
                        .header(HttpHeaders.AUTHORIZATION, deployer))
                .hasStatusOk()
                .bodyText()
                .contains(here.value().toString())
                .doesNotContain(there.value().toString());
        assertThat(rest.get()
                        .uri("/api/v1/clusters/" + dear.cluster() + "/desired")
                        .header(HttpHeaders.AUTHORIZATION, deployer))
                .hasStatus(403);
        ObservationBatch lie = new ObservationBatch(
                cheap.cluster(),
                "0.1.0",
                clock.instant(),
                List.of(scenario.ready(there, clock.instant(), "http://10.6.6.6:8000")));
        assertThat(rest.put()
                        .uri("/api/v1/clusters/" + cheap.cluster() + "/observations")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(json.writeValueAsString(lie))
                        .header(HttpHeaders.AUTHORIZATION, deployer))
                .hasStatus(204);
        assertThat(status(there).phase()).isEqualTo(Phase.SUBMITTED);
    }

    @Test
    void sharesWeightsWhereStorageIsReportedToAllowItUnlessTheSettingsSayOtherwise() {
        report(dear, 8, 0, Reports.good().withStorage("ebs.csi.aws.com", true));

        assertThat(target(Map.of()).sharesWeights(cheap.cluster())).isTrue();
        assertThat(target(Map.of()).sharesWeights(dear.cluster())).isFalse();
        assertThat(target(Map.of("sextant.deployments.shared-weights", "true")).sharesWeights(dear.cluster()))
                .isTrue();
        assertThat(target(Map.of("sextant.deployments.shared-weights", "false")).sharesWeights(cheap.cluster()))
                .isFalse();
    }

    private TargetCluster target(Map<String, String> settings) {
        Binder binder = new Binder(new MapConfigurationPropertySource(settings));
        return new TargetCluster(inventories, binder.bindOrCreate("sextant.deployments", DeploymentSettings.class));
    }

    private void price(Setting on, String perGpuHour) {
        clock.advance(Duration.ofSeconds(1));
        prices.record(
                on.cluster(),
                Catalogs.shipped().gpuByLabel(Scenario.H100).orElseThrow().name(),
                new BigDecimal(perGpuHour),
                clock.instant(),
                "test",
                null);
    }

    private void report(Setting on, int gpus, int used, Reports reports) {
        NodeTraits traits = Reports.whole("580.95.05");
        reports.nodes = new ArrayList<>(List.of(new GpuNode("node-a", Scenario.H100, 81559, gpus, used, true, traits)));
        inventories.report(on.cluster(), reports.inventory(on.cluster(), clock.instant()));
    }

    private PlanAnswer plan() {
        return planner.plan(scenario.question(cheap), cheap.member());
    }

    private String placement() {
        return placement(plan());
    }

    private static String placement(PlanAnswer answer) {
        return Objects.requireNonNull(answer.proposal()).placement().cluster();
    }

    private DeploymentStatus status(DeploymentId id) {
        return deployments.status(id, cheap.member());
    }
}
