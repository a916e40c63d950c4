package io.sextant.api.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.api.catalog.Catalogs;
import io.sextant.api.cluster.ClusterInventories;
import io.sextant.api.cluster.ClusterRegistration;
import io.sextant.api.pricing.PriceRecording;
import io.sextant.api.quota.QuotaPool;
import io.sextant.api.quota.Quotas;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.PlatformRole;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.TeamRole;
import io.sextant.api.testing.ApiTest;
import io.sextant.api.testing.People;
import io.sextant.api.testing.SettableClock;
import io.sextant.contract.observed.ClusterInventory;
import io.sextant.contract.observed.GpuNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@ApiTest
class PlansIT {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String CHAT_PRESET = "51a00000-0000-4000-8000-000000000001";
    private static final String H100 = "NVIDIA-H100-80GB-HBM3";

    @Autowired
    MockMvcTester rest;

    @Autowired
    People people;

    @Autowired
    ClusterRegistration registration;

    @Autowired
    ClusterInventories inventories;

    @Autowired
    Quotas quotas;

    @Autowired
    PriceRecording prices;

    @Autowired
    MakePlan makePlan;

    @Autowired
    SettableClock clock;

    Team team;
    Actor member;
    String cluster = "";

    @BeforeEach
    void aTeamWithQuotaOnACluster() {
        cluster = "plan-" + COUNT.incrementAndGet();
        registration.ensure(cluster, "Plans");
        inventories.report(
                cluster,
                new ClusterInventory(
                        cluster,
                        clock.instant(),
                        "1.34.1",
                        "3.1.0",
                        List.of(new GpuNode("node-a", H100, 81559, 8, 0, true)),
                        List.of()));
        prices.record(
                cluster,
                Catalogs.shipped().gpuByLabel(H100).orElseThrow().name(),
                new BigDecimal("2.50"),
                clock.instant(),
                "test",
                null);
        team = people.team();
        member = people.member(team, TeamRole.MEMBER);
        quotas.setLimit(team, new QuotaPool(cluster, H100), 4, people.platform(PlatformRole.PLATFORM_ADMIN));
    }

    @Test
    void answersWithProposalQuotaAndSlaVersion() {
        assertThat(plan(body("meta/llama-3.1-8b-instruct", 512)))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"feasible": true, "outcome": "RECOMMENDED",
                         "proposal": {"placement": {"cluster": "%s", "gpuProduct": "NVIDIA-H100-80GB-HBM3"},
                                      "sla": {"name": "Chat", "version": 1, "percentile": "P95", "ttftMs": 150.0}},
                         "effect": {"limitGpus": 4, "usedBefore": 0, "freeGpus": 8, "largestFreeBlock": 8}}
                        """.formatted(cluster));
    }

    @Test
    void plansTheSameAgainWithTheSameDigest() {
        PlanRequest request = new PlanRequest(
                team.slug(),
                "meta/llama-3.1-8b-instruct",
                new PlanWorkload(512, 256, 0, 0, 0),
                new PlanDemand.RequestRate(1),
                new PlanSla.Profile(CHAT_PRESET, null),
                PlanLimits.NONE,
                null);
        PlanProposal first = makePlan.plan(request, member).proposal();
        clock.advance(Duration.ofSeconds(30));
        PlanProposal second = makePlan.plan(request, member).proposal();
        assertThat(first).isNotNull();
        assertThat(second).isNotNull();
        assertThat(second.digest()).isEqualTo(first.digest());
    }

    @Test
    void sendsAllCandidatesAsCsvWhenAsked() {
        assertThat(request(body("meta/llama-3.1-8b-instruct", 512), "text/csv"))
                .hasStatusOk()
                .hasContentType("text/csv;charset=UTF-8")
                .bodyText()
                .startsWith("candidate,cluster,gpu_product");
    }

    @Test
    void refusesAnUnknownModelAndNamesTheNearest() {
        assertThat(plan(body("meta/llama-3.1-9b-instruct", 512)))
                .hasStatus(404)
                .bodyText()
                .contains("urn:sextant:problem:model-not-found", "meta/llama-3.1-8b-instruct");
    }

    @Test
    void refusesLengthsBeyondTheContextWithAPointer() {
        assertThat(plan(body("meta/llama-3.1-8b-instruct", 200_000)))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.errors[0].pointer")
                .isEqualTo("/workload/inputTokens");
    }

    @Test
    void pointsAtTheMemberThatIsOutOfRange() {
        assertThat(plan(body("meta/llama-3.1-8b-instruct", -5)))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.errors[0].message")
                .isEqualTo("The prompt's length must be a number from 1 to 10,000,000 tokens.");
    }

    @Test
    void doesNotKnowAnotherTeamsName() {
        Actor stranger = people.member(people.team(), TeamRole.MEMBER);
        assertThat(rest.post()
                        .uri("/api/v1/plans")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body("meta/llama-3.1-8b-instruct", 512))
                        .header(HttpHeaders.AUTHORIZATION, people.bearer(stranger)))
                .hasStatus(404);
    }

    @Test
    void answersAnUnreachableSlaWithStatus200() {
        assertThat(plan("""
                        {"team": "%s", "model": "meta/llama-3.1-8b-instruct",
                         "workload": {"inputTokens": 512, "outputTokens": 256},
                         "demand": {"kind": "requestRate", "peakRequestsPerSecond": 1},
                         "sla": {"kind": "targets", "percentile": "P99", "ttftMs": 1}}
                        """.formatted(team.slug()))).hasStatusOk().bodyJson().isLenientlyEqualTo("""
                        {"feasible": false, "outcome": "UNREACHABLE", "unreachable": {"binding": "TTFT"}}
                        """);
    }

    private MvcTestResult plan(String body) {
        return request(body, MediaType.APPLICATION_JSON_VALUE);
    }

    private MvcTestResult request(String body, String accept) {
        return rest.post()
                .uri("/api/v1/plans")
                .contentType(MediaType.APPLICATION_JSON)
                .accept(accept)
                .content(body)
                .header(HttpHeaders.AUTHORIZATION, people.bearer(member))
                .exchange();
    }

    private String body(String model, int inputTokens) {
        return """
                {"team": "%s", "model": "%s",
                 "workload": {"inputTokens": %d, "outputTokens": 256},
                 "demand": {"kind": "requestRate", "peakRequestsPerSecond": 1},
                 "sla": {"kind": "profile", "profile": "%s"}}
                """.formatted(team.slug(), model, inputTokens, CHAT_PRESET);
    }
}
