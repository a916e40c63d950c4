package io.sextant.api.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.api.catalog.Catalogs;
import io.sextant.api.cluster.ClusterInventories;
import io.sextant.api.cluster.ClusterRegistration;
import io.sextant.api.cluster.preflight.Reports;
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
import io.sextant.contract.observed.NodeTraits;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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
    void sendsJsonToAClientThatTakesAnything() {
        assertThat(request(body("meta/llama-3.1-8b-instruct", 512), "*/*"))
                .hasStatusOk()
                .hasContentType(MediaType.APPLICATION_JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/xml", "text/html", "application/pdf"})
    void sendsNoOtherForm(String form) {
        assertThat(request(body("meta/llama-3.1-8b-instruct", 512), form)).hasStatus(406);
    }

    @Test
    void saysInJsonWhatIsWrongToAClientThatAskedForCsv() {
        assertThat(request(body("meta/llama-3.1-8b-instruct", -5), "text/csv"))
                .hasStatus(400)
                .hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
                .bodyJson()
                .extractingPath("$.errors[0].pointer")
                .isEqualTo("/workload/inputTokens");
        assertThat(request(body("meta/llama-3.1-9b-instruct", 512), "text/csv"))
                .hasStatus(404)
                .hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    /** Body with one member replaced, where the problem points, and a word its sentence must hold. */
    @ParameterizedTest(name = "{1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    "inputTokens": 512         | "inputTokens": 0            | /workload/inputTokens      | from 1 to
                    "inputTokens": 512         | "inputTokens": 2000000000   | /workload/inputTokens      | to 10,000,000
                    "inputTokens": 512         | "inputTokens": 99999999999  | /workload/inputTokens      |
                    "inputTokens": 512         | "inputTokens": 5.5          | /workload/inputTokens      | must be a whole number
                    "inputTokens": 512         | "inputTokens": "many"       | /workload/inputTokens      |
                    "inputTokens": 512         | "inputTokens": null         | /workload/inputTokens      |
                    "outputTokens": 256        | "outputTokens": 0           | /workload/outputTokens     | from 1 to
                    "outputTokens": 256        | "outputTokens": 131000      | /workload/inputTokens      | at most 131,072
                    "outputTokens": 256        | "outputTokens": 256, "prefixShare": "NaN"      | /workload/prefixShare | must be a number
                    "outputTokens": 256        | "outputTokens": 256, "inputSpread": "Infinity" | /workload/inputSpread | must be a number
                    "outputTokens": 256        | "outputTokens": 256, "prefixShare": 1          | /workload/prefixShare | 0.99
                    "peakRequestsPerSecond": 1 | "peakRequestsPerSecond": "NaN"                 | /demand/peakRequestsPerSecond | must be a number
                    "peakRequestsPerSecond": 1 | "peakRequestsPerSecond": -1                    | /demand/peakRequestsPerSecond | must be a number
                    "peakRequestsPerSecond": 1 | "peakRequestsPerSecond": 1e300                 | /demand/peakRequestsPerSecond | to 1,000,000
                    "kind": "profile", "profile": "51a00000-0000-4000-8000-000000000001" | "kind": "targets", "percentile": "P95"                  | /sla/ttftMs     | at least one target
                    "kind": "profile", "profile": "51a00000-0000-4000-8000-000000000001" | "kind": "targets", "percentile": "P95", "ttftMs": "NaN" | /sla/ttftMs     | must be a number
                    "kind": "profile", "profile": "51a00000-0000-4000-8000-000000000001" | "kind": "targets", "percentile": "P95", "itlMs": 0      | /sla/itlMs      | must be a number
                    "kind": "profile", "profile": "51a00000-0000-4000-8000-000000000001" | "kind": "targets", "percentile": "P42", "itlMs": 20     | /sla/percentile | one of P50, P90
                    "kind": "profile", "profile": "51a00000-0000-4000-8000-000000000001" | "kind": "profile", "profile": " "                       | /sla/profile    | Choose an SLA profile
                    """)
    void refusesABadNumberAndPointsAtIt(String good, String bad, String pointer, @Nullable String says) {
        String body = body("meta/llama-3.1-8b-instruct", 512);
        assertThat(body).contains(good);
        assertThat(plan(body.replace(good, bad)))
                .hasStatus(400)
                .hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
                .bodyJson()
                .satisfies(problem -> {
                    assertThat(problem).extractingPath("$.errors[0].pointer").isEqualTo(pointer);
                    assertThat(problem)
                            .extractingPath("$.errors[0].message")
                            .asString()
                            .contains(says == null ? "" : says);
                });
    }

    @Test
    void asksForAnSlaWhenPeopleWait() {
        String sla = ",\n \"sla\": {\"kind\": \"profile\", \"profile\": \"%s\"}".formatted(CHAT_PRESET);
        String body = body("meta/llama-3.1-8b-instruct", 512);
        assertThat(body).contains(sla);
        assertThat(plan(body.replace(sla, "")))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.errors[0].pointer")
                .isEqualTo("/sla");
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

    @Test
    void showsBothWaysToGrowTheDayAndTheMemory() {
        assertThat(plan("""
                        {"team": "%s", "model": "meta/llama-3.1-8b-instruct",
                         "workload": {"inputTokens": 512, "outputTokens": 256},
                         "demand": {"kind": "requestRate", "peakRequestsPerSecond": 8, "currentRequestsPerSecond": 2,
                                    "day": {"kind": "swing", "amplitude": 0.6}},
                         "sla": {"kind": "targets", "percentile": "P95", "ttftMs": 1500, "itlMs": 60},
                         "sizing": {"spareReplica": true}}
                        """.formatted(team.slug()))).hasStatusOk().bodyJson().isLenientlyEqualTo("""
                        {"feasible": true, "growth": {"unit": "requests/s", "loadToday": 2.0, "loadAtPeak": 8.0},
                         "run": {"redundantReplicas": 1}}
                        """);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    "currentRequestsPerSecond": 9                                    | /demand/currentRequestsPerSecond | more than the peak
                    "currentRequestsPerSecond": 0                                    | /demand/currentRequestsPerSecond | from 0.001
                    "day": {"kind": "swing", "amplitude": 1.5}                       | /demand/day/amplitude            | from 0 to 1
                    "day": {"kind": "hourly", "loads": [1, 2]}                       | /demand/day/loads                | 24 hours
                    "day": {"kind": "hourly", "loads": [0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]} | /demand/day/loads | some load
                    """)
    void refusesADayOrLoadThatCannotBe(String member, String pointer, String says) {
        String body = body("meta/llama-3.1-8b-instruct", 512)
                .replace("\"peakRequestsPerSecond\": 1", "\"peakRequestsPerSecond\": 1, " + member);
        assertThat(plan(body)).hasStatus(400).bodyJson().satisfies(problem -> {
            assertThat(problem).extractingPath("$.errors[0].pointer").isEqualTo(pointer);
            assertThat(problem).extractingPath("$.errors[0].message").asString().contains(says);
        });
    }

    @Test
    void comparesModelsInOneAnswer() {
        assertThat(compare(comparison("\"meta/llama-3.1-8b-instruct\", \"meta/llama-3.2-3b-instruct\"", "")))
                .hasStatusOk()
                .bodyJson()
                .satisfies(answer -> {
                    assertThat(answer).extractingPath("$.series.length()").isEqualTo(2);
                    assertThat(answer).extractingPath("$.series[1].model").isEqualTo("meta/llama-3.2-3b-instruct");
                    assertThat(answer)
                            .extractingPath("$.series[0].frontier[0].id")
                            .asString()
                            .startsWith(cluster);
                    assertThat(answer).extractingPath("$.sentence").asString().contains("is the cheapest");
                });
    }

    @Test
    void comparesGpusOfOneModelAsCsv() {
        assertThat(request(
                        "/api/v1/comparisons",
                        comparison("\"meta/llama-3.1-8b-instruct\"", "\"" + H100 + "\""),
                        "text/csv"))
                .hasStatusOk()
                .hasContentType("text/csv;charset=UTF-8")
                .bodyText()
                .startsWith("series,model,available,candidate,cluster");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                                     | ''            | /models
                    "meta/llama-3.1-8b-instruct"           | ''            | /gpuProducts
                    "a/b", "a/b"                           | ''            | /models
                    "a/b", "a/c", "a/d", "a/e", "a/f"      | ''            | /models
                    "meta/llama-3.1-8b-instruct"           | "A","B","C","D","E" | /gpuProducts
                    """)
    void comparesOneToFour(String models, String gpus, String pointer) {
        assertThat(compare(comparison(models, gpus)))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.errors[0].pointer")
                .isEqualTo(pointer);
    }

    private MvcTestResult compare(String body) {
        return request("/api/v1/comparisons", body, MediaType.APPLICATION_JSON_VALUE);
    }

    private String comparison(String models, String gpuProducts) {
        return """
                {"team": "%s", "models": [%s], "gpuProducts": [%s],
                 "workload": {"inputTokens": 512, "outputTokens": 256},
                 "demand": {"kind": "requestRate", "peakRequestsPerSecond": 1},
                 "sla": {"kind": "targets", "percentile": "P95", "ttftMs": 1500, "itlMs": 60}}
                """.formatted(team.slug(), models, gpuProducts);
    }

    private MvcTestResult plan(String body) {
        return request(body, MediaType.APPLICATION_JSON_VALUE);
    }

    private MvcTestResult request(String body, String accept) {
        return request("/api/v1/plans", body, accept);
    }

    private MvcTestResult request(String path, String body, String accept) {
        return rest.post()
                .uri(path)
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

    @Test
    void leavesOutARedClusterAndSaysWhy() {
        Reports reports = Reports.good();
        reports.secrets = List.of();
        reports.nimOperator = null;
        clock.advance(Duration.ofSeconds(1));
        inventories.report(cluster, reports.inventory(cluster, clock.instant()));

        assertThat(plan(body("meta/llama-3.1-8b-instruct", 512)))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.notes")
                .asArray()
                .anySatisfy(note -> assertThat(note.toString())
                        .startsWith(
                                "Cluster " + cluster + " is left out. The NIM Operator is not installed. Install it:"));
    }

    @Test
    void countsNoSlicesAndSharesOfGpus() {
        Reports reports = Reports.good();
        reports.withNode(Reports.node(
                "gpu-2",
                Reports.H100,
                new NodeTraits(true, false, "580", "13.0", "time-slicing", 4, "none", "", Map.of())));
        clock.advance(Duration.ofSeconds(1));
        inventories.report(cluster, reports.inventory(cluster, clock.instant()));

        assertThat(plan(body("meta/llama-3.1-8b-instruct", 512)))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.effect.freeGpus")
                .isEqualTo(8);
    }
}
