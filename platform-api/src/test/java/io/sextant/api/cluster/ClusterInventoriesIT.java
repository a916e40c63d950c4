package io.sextant.api.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.api.cluster.preflight.Level;
import io.sextant.api.cluster.preflight.Reports;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.PlatformRole;
import io.sextant.api.testing.ApiTest;
import io.sextant.api.testing.People;
import io.sextant.api.testing.SettableClock;
import io.sextant.contract.DeployerApi;
import io.sextant.contract.observed.ClusterInventory;
import io.sextant.contract.observed.GpuNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.json.JsonMapper;

@ApiTest
class ClusterInventoriesIT {
    private static final String CLUSTER = "inventory-test";

    @Autowired
    MockMvcTester rest;

    @Autowired
    ClusterRegistration registration;

    @Autowired
    DeployerJoining joining;

    @Autowired
    ClusterInventories inventories;

    @Autowired
    People people;

    @Autowired
    SettableClock clock;

    @Autowired
    JsonMapper json;

    String token = "";

    @BeforeEach
    void registered() {
        registration.ensure(CLUSTER, "Inventory test");
        token = Deployers.joined(joining, CLUSTER);
    }

    @Test
    void keepsTheNewestReportWhateverTheOrderOfArrival() {
        Instant now = clock.instant();
        assertThat(put(CLUSTER, inventory(CLUSTER, now, 3))).hasStatus(204);
        assertThat(put(CLUSTER, inventory(CLUSTER, now.minusSeconds(30), 8))).hasStatus(204);
        assertThat(inventories.named(CLUSTER).pools())
                .singleElement()
                .satisfies(pool -> assertThat(pool.usedGpus()).isEqualTo(3));
    }

    @Test
    void showsTheLastReportAsStaleWhenTheDeployerFallsSilent() {
        put(CLUSTER, inventory(CLUSTER, clock.instant(), 3));
        assertThat(inventories.named(CLUSTER).contact()).isEqualTo(ClusterCapacity.Contact.CURRENT);
        clock.advance(ClusterCapacity.STALE_AFTER.plusSeconds(1));
        ClusterCapacity silent = inventories.named(CLUSTER);
        assertThat(silent.contact()).isEqualTo(ClusterCapacity.Contact.STALE);
        assertThat(silent.nodes()).hasSize(2);
        inventories.heard(CLUSTER);
        assertThat(inventories.named(CLUSTER).contact()).isEqualTo(ClusterCapacity.Contact.CURRENT);
    }

    @Test
    void refusesADeployerThatSpeaksForAnotherCluster() {
        registration.ensure("inventory-other", "Other");
        assertThat(put("inventory-other", inventory("inventory-other", clock.instant(), 0)))
                .hasStatus(403);
        assertThat(put(CLUSTER, inventory("inventory-other", clock.instant(), 0)))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.errors[0].pointer")
                .isEqualTo("/cluster");
    }

    @Test
    void refusesAReportFromTheFuture() {
        assertThat(put(CLUSTER, inventory(CLUSTER, clock.instant().plus(Duration.ofHours(1)), 0)))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.errors[0].code")
                .isEqualTo("in-the-future");
    }

    @Test
    void tellsUsersWhatIsFreeAndHowLargeABlock() {
        put(CLUSTER, inventory(CLUSTER, clock.instant(), 3));
        Actor admin = people.platform(PlatformRole.PLATFORM_ADMIN);
        assertThat(rest.get()
                        .uri("/api/v1/clusters/" + CLUSTER)
                        .header(HttpHeaders.AUTHORIZATION, people.bearer(admin)))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"name": "inventory-test", "contact": "CURRENT",
                         "pools": [{"gpuProduct": "NVIDIA-H100-80GB-HBM3", "nodes": 2, "totalGpus": 16,
                                    "usedGpus": 3, "freeGpus": 5, "largestFreeBlock": 5}]}
                        """);
    }

    @Test
    void judgesTheClusterCheckByCheck() {
        Reports reports = Reports.good();
        reports.withStorage("ebs.csi.aws.com", true);
        inventories.report(CLUSTER, reports.inventory(CLUSTER, clock.instant()));
        Actor admin = people.platform(PlatformRole.PLATFORM_ADMIN);

        assertThat(rest.get()
                        .uri("/api/v1/clusters/" + CLUSTER + "/preflight")
                        .header(HttpHeaders.AUTHORIZATION, people.bearer(admin)))
                .hasStatusOk()
                .bodyJson()
                .satisfies(body -> {
                    assertThat(body).isLenientlyEqualTo("""
                            {"cluster": "inventory-test", "level": "AMBER", "planned": true}
                            """);
                    assertThat(body)
                            .extractingPath("$.checks[?(@.check == 'STORAGE')].level")
                            .asArray()
                            .containsExactly("AMBER");
                });
    }

    @Test
    void takesReportsOfADeployerOneReleaseOlderOrNewer() {
        String older = """
                {"cluster": "inventory-test", "observedAt": "%s", "kubernetesVersion": "v1.34.1",
                 "nimOperatorVersion": "3.1.2", "storageClasses": [],
                 "nodes": [{"name": "a", "gpuProduct": "NVIDIA-L40S", "gpuMemoryMib": 46068, "allocatableGpus": 4,
                            "usedGpus": 0, "schedulable": true%s}]%s}""";
        assertThat(put(older.formatted(clock.instant(), "", ""))).hasStatus(204);
        assertThat(inventories.named(CLUSTER).preflight().level()).isEqualTo(Level.AMBER);
        String surveyOfTomorrow = """
                , "weather": "fine", "survey": {"deployer": {"version": "0.3", "contract": %d, "mood": 1},
                  "nimOperator": {"running": true}, "routing": {}, "tomorrow": {"x": [1]},
                  "metrics": {"customMetrics": true, "trouble": "", "serviceMonitors": true, "scaledObjects": false}}""".formatted(DeployerApi.REVISION + 1);
        assertThat(put(older.formatted(clock.instant(), ", \"rack\": 7", surveyOfTomorrow)))
                .hasStatus(204);
        assertThat(inventories.named(CLUSTER).preflight().at(Level.AMBER))
                .anyMatch(finding -> finding.found().contains("one release newer"));
    }

    @Test
    void refusesReportsFromUsers() {
        Actor admin = people.platform(PlatformRole.PLATFORM_ADMIN);
        assertThat(rest.put()
                        .uri("/api/v1/clusters/" + CLUSTER + "/inventory")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(json.writeValueAsString(inventory(CLUSTER, clock.instant(), 0)))
                        .header(HttpHeaders.AUTHORIZATION, people.bearer(admin)))
                .hasStatus(403);
    }

    private MvcTestResult put(String cluster, ClusterInventory inventory) {
        return rest.put()
                .uri("/api/v1/clusters/" + cluster + "/inventory")
                .contentType(MediaType.APPLICATION_JSON)
                .content(json.writeValueAsString(inventory))
                .header(HttpHeaders.AUTHORIZATION, token)
                .exchange();
    }

    private MvcTestResult put(String inventory) {
        return rest.put()
                .uri("/api/v1/clusters/" + CLUSTER + "/inventory")
                .contentType(MediaType.APPLICATION_JSON)
                .content(inventory)
                .header(HttpHeaders.AUTHORIZATION, token)
                .exchange();
    }

    /** Two nodes of eight GPUs; one has some in use, the other takes no pods. */
    private static ClusterInventory inventory(String cluster, Instant observedAt, int usedGpus) {
        return new ClusterInventory(
                cluster,
                observedAt,
                "1.34.1",
                "3.1.0",
                List.of(
                        new GpuNode("node-a", "NVIDIA-H100-80GB-HBM3", 81559, 8, usedGpus, true),
                        new GpuNode("node-b", "NVIDIA-H100-80GB-HBM3", 81559, 8, 0, false)),
                List.of("standard"));
    }
}
