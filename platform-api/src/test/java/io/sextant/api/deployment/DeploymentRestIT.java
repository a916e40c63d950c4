package io.sextant.api.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.api.cluster.DeployerJoining;
import io.sextant.api.cluster.Deployers;
import io.sextant.api.deployment.Scenario.Setting;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.TeamRole;
import io.sextant.api.testing.ApiTest;
import io.sextant.api.testing.People;
import io.sextant.api.testing.SettableClock;
import io.sextant.contract.observed.DeploymentObservation;
import io.sextant.contract.observed.ObservationBatch;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.json.JsonMapper;

@ApiTest
@Import(Scenario.class)
class DeploymentRestIT {
    @Autowired
    MockMvcTester rest;

    @Autowired
    Scenario scenario;

    @Autowired
    RetireDeployment retiring;

    @Autowired
    DeployerJoining joining;

    @Autowired
    People people;

    @Autowired
    SettableClock clock;

    @Autowired
    JsonMapper json;

    private Setting setting;
    private String bearer;
    private String deployer;

    @BeforeEach
    void aTeam() {
        setting = scenario.teamWithQuota(8);
        bearer = people.bearer(setting.member());
        deployer = Deployers.joined(joining, setting.cluster());
    }

    @Test
    void createsADeploymentAndSaysWhereItIs() {
        MvcTestResult result = submit(scenario.acceptance(setting, "chat"), "key-1");
        assertThat(result)
                .hasStatus(201)
                .hasHeader("Idempotency-Replayed", "false")
                .bodyJson()
                .extractingPath("$.status.phase")
                .isEqualTo("SUBMITTED");
        String location = String.valueOf(result.getResponse().getHeader(HttpHeaders.LOCATION));
        assertThat(get(location))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.name")
                .isEqualTo("chat");
        assertThat(get(location + "/manifests"))
                .hasStatusOk()
                .hasContentTypeCompatibleWith(MediaType.APPLICATION_YAML)
                .bodyText()
                .contains("kind: \"NIMCache\"", "kind: \"NIMService\"");
        assertThat(get(location + "/events"))
                .bodyJson()
                .extractingPath("$.items[0].kind")
                .isEqualTo("SUBMITTED");
        assertThat(get("/api/v1/deployments?team=" + setting.team().slug()))
                .bodyJson()
                .extractingPath("$.items[*].name")
                .asArray()
                .containsExactly("chat");
    }

    @Test
    void needsAnIdempotencyKey() {
        assertThat(rest.post()
                        .uri("/api/v1/deployments")
                        .header(HttpHeaders.AUTHORIZATION, bearer)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(json.writeValueAsString(scenario.acceptance(setting, "chat"))))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.detail")
                .asString()
                .contains("Idempotency-Key");
    }

    @Test
    void takesWordsOfALaterDeployerAndShowsWhatItSays() {
        DeploymentId id = scenario.submit(setting, "chat");
        DeploymentObservation seen = scenario.downloading(id, clock.instant());
        String said = json.writeValueAsString(
                        new ObservationBatch(setting.cluster(), "9.0", clock.instant(), List.of(seen)))
                .replace("DOWNLOADING_MODEL", "TEACHING_MODEL")
                .replace("\"desiredReplicas\"", "\"mood\":\"fine\",\"desiredReplicas\"");

        assertThat(rest.put()
                        .uri("/api/v1/clusters/" + setting.cluster() + "/observations")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(said)
                        .header(HttpHeaders.AUTHORIZATION, deployer))
                .hasStatus(204);

        assertThat(get("/api/v1/deployments/" + id.value())).bodyJson().isLenientlyEqualTo("""
                {"status": {"phase": "DOWNLOADING", "reason": "UNKNOWN", "sentence": "The weights are being downloaded."}}
                """);
    }

    @Test
    void namesTheMemberThatIsWrong() {
        String body = json.writeValueAsString(scenario.acceptance(setting, "chat"))
                .replace("\"name\":\"chat\"", "\"name\":\"Not A Name\"");
        assertThat(rest.post()
                        .uri("/api/v1/deployments")
                        .header(HttpHeaders.AUTHORIZATION, bearer)
                        .header("Idempotency-Key", "k")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.errors[0].pointer")
                .isEqualTo("/name");
    }

    @Test
    void hidesADeploymentFromOtherTeams() {
        DeploymentId id = scenario.submit(setting, "chat");
        Actor stranger = people.member(people.team(), TeamRole.TEAM_ADMIN);
        bearer = people.bearer(stranger);
        for (String path : List.of(
                "", "/manifests", "/kustomization", "/generations", "/generations/1/manifests", "/events", "/watch")) {
            assertThat(get("/api/v1/deployments/" + id + path)).hasStatus(404);
        }
        assertThat(post("/api/v1/deployments/" + id + "/retirement", "")).hasStatus(404);
        assertThat(change(id, "stop", "", "\"1\"", "key")).hasStatus(404);
        assertThat(post("/api/v1/deployments/" + id + "/rollback?dry_run=true", "{\"generation\":1}"))
                .hasStatus(404);
        assertThat(post("/api/v1/deployments/" + id + "/chat", "{\"message\":\"hi\"}"))
                .hasStatus(404)
                .bodyJson()
                .extractingPath("$.type")
                .isEqualTo("urn:sextant:problem:deployment-not-found");
    }

    @Test
    void pagesThroughAListWithoutLosingAny() {
        scenario.submit(setting, "one");
        clock.advance(Duration.ofMillis(7));
        scenario.submit(setting, "two");
        scenario.submit(setting, "three");
        String list = "/api/v1/deployments?page_size=2&team=" + setting.team().slug();
        MvcTestResult first = get(list);
        assertThat(first).bodyJson().extractingPath("$.items.length()").isEqualTo(2);
        String token = json.readTree(body(first)).path("nextPageToken").asString();
        assertThat(get(list + "&page_token=" + token))
                .bodyJson()
                .extractingPath("$.items[*].name")
                .asArray()
                .containsExactly("one");
        assertThat(get(list + "&page_token=rubbish")).hasStatus(400);
    }

    @Test
    void watchesUntilRetired() {
        DeploymentId id = scenario.submit(setting, "chat");
        retiring.retire(id, setting.member());
        scenario.report(setting, scenario.going(id, clock.instant(), true));
        MvcTestResult watched = rest.get()
                .uri("/api/v1/deployments/" + id + "/watch")
                .header(HttpHeaders.AUTHORIZATION, bearer)
                .exchange(Duration.ofSeconds(10));
        assertThat(watched).hasStatusOk().bodyText().contains("event:status", "\"phase\":\"RETIRED\"", "id:");
    }

    @Test
    void acceptsARetirement() {
        DeploymentId id = scenario.submit(setting, "chat");
        assertThat(post("/api/v1/deployments/" + id + "/retirement", ""))
                .hasStatus(202)
                .bodyJson()
                .extractingPath("$.status.phase")
                .isEqualTo("RETIRING");
    }

    @Test
    void answersAReaderAnewOnceItDoesOtherwiseAlthoughNothingElseIsWanted() {
        DeploymentId id = scenario.submit(setting, "chat");
        String uri = "/api/v1/deployments/" + id;
        String tag = String.valueOf(get(uri).getResponse().getHeader(HttpHeaders.ETAG));
        assertThat(rest.get().uri(uri).header(HttpHeaders.AUTHORIZATION, bearer).header(HttpHeaders.IF_NONE_MATCH, tag))
                .hasStatus(304);

        scenario.report(setting, scenario.downloading(id, clock.instant()));

        assertThat(rest.get().uri(uri).header(HttpHeaders.AUTHORIZATION, bearer).header(HttpHeaders.IF_NONE_MATCH, tag))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.status.phase")
                .isEqualTo("DOWNLOADING");
    }

    @Test
    void changesADeploymentUnderItsETagAndOncePerKey() {
        DeploymentId id = scenario.submit(setting, "chat");
        String tag =
                String.valueOf(get("/api/v1/deployments/" + id).getResponse().getHeader(HttpHeaders.ETAG));
        assertThat(tag).matches("\"1-[0-9a-f]{8}\"");
        assertThat(post("/api/v1/deployments/" + id + "/stop", "")).hasStatus(428);
        assertThat(rest.post()
                        .uri("/api/v1/deployments/" + id + "/stop")
                        .header(HttpHeaders.AUTHORIZATION, bearer)
                        .header(HttpHeaders.IF_MATCH, "\"1\""))
                .hasStatus(400);
        assertThat(change(id, "stop", "", tag, "key-1"))
                .hasStatus(202)
                .hasHeader("Idempotency-Replayed", "false")
                .bodyJson()
                .extractingPath("$.status.phase")
                .isEqualTo("STOPPING");
        assertThat(change(id, "stop", "", "\"1\"", "key-1")).hasStatus(202).hasHeader("Idempotency-Replayed", "true");
        assertThat(change(id, "start", "", "\"1\"", "key-2")).hasStatus(412);
        assertThat(change(id, "stop", "", "\"2\"", "key-3"))
                .hasStatus(409)
                .bodyJson()
                .extractingPath("$.type")
                .isEqualTo("urn:sextant:problem:nothing-to-change");
    }

    @Test
    void tellsTheEffectOfAResizeAndRefusesOneBeyondTheQuotaWithItsNumbers() {
        DeploymentId id = scenario.submit(setting, "chat");
        MvcTestResult effect =
                post("/api/v1/deployments/" + id + "/resize?dry_run=true", "{\"minReplicas\":2,\"maxReplicas\":9}");
        assertThat(effect)
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.quota.fits")
                .isEqualTo(false);
        assertThat(effect).bodyJson().extractingPath("$.quota.askedGpus").isEqualTo(8);
        assertThat(effect).bodyJson().extractingPath("$.after.gpus").isEqualTo(9);
        MvcTestResult refused = change(id, "resize", "{\"minReplicas\":2,\"maxReplicas\":9}", "\"1\"", "key-1");
        assertThat(refused).hasStatus(409).bodyJson().extractingPath("$.asked").isEqualTo(8);
        assertThat(refused).bodyJson().extractingPath("$.limit").isEqualTo(8);
        assertThat(refused).bodyJson().extractingPath("$.used").isEqualTo(1);
        assertThat(post("/api/v1/deployments/" + id + "/resize?dry_run=true", "{\"minReplicas\":3,\"maxReplicas\":2}"))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.errors[0].pointer")
                .isEqualTo("/maxReplicas");
        assertThat(post("/api/v1/deployments/" + id + "/resize?dry_run=true", "{\"minReplicas\":3}"))
                .hasStatus(400);
    }

    @Test
    void handsTheDeployerWhatStandsBesideTheServiceOfTheWantedGeneration() {
        DeploymentId id = scenario.submit(setting, "chat");
        assertThat(desired(setting.cluster(), 0, 0))
                .bodyJson()
                .extractingPath("$.deployments[0].companions")
                .asArray()
                .isEmpty();

        change(id, "resize", "{\"minReplicas\":3,\"maxReplicas\":3}", "\"1\"", "key-1");
        assertThat(desired(setting.cluster(), 0, 0))
                .bodyJson()
                .extractingPath("$.deployments[0].companions[*].kind")
                .asArray()
                .containsExactly("PodDisruptionBudget");
    }

    @Test
    void listsGenerationsAndRollsBack() {
        DeploymentId id = scenario.submit(setting, "chat");
        change(id, "resize", "{\"minReplicas\":3,\"maxReplicas\":3}", "\"1\"", "key-1");
        assertThat(change(id, "rollback", "{\"generation\":1}", "\"2\"", "key-2"))
                .hasStatus(202)
                .bodyJson()
                .extractingPath("$.generation")
                .isEqualTo(3);
        MvcTestResult list = get("/api/v1/deployments/" + id + "/generations");
        assertThat(list)
                .bodyJson()
                .extractingPath("$.items[*].change")
                .asArray()
                .containsExactly("ROLLED_BACK", "RESIZED", "SUBMITTED");
        assertThat(list)
                .bodyJson()
                .extractingPath("$.items[1].changes[*].path")
                .asArray()
                .contains("spec.replicas");
        assertThat(get("/api/v1/deployments/" + id + "/generations/2/manifests"))
                .hasStatusOk()
                .bodyText()
                .contains("replicas: 3");
        assertThat(get("/api/v1/deployments/" + id + "/generations/9/manifests"))
                .hasStatus(404);
    }

    @Test
    void previewsAndExportsManifestsAsYamlAndForKustomize() {
        SubmitRequest request = scenario.acceptance(setting, "chat");
        String body = json.writeValueAsString(request);
        String preview = "/api/v1/deployments/preview/";
        assertThat(post(preview + "manifests", body)).hasStatus(400);
        MvcTestResult yaml = keyed(preview + "manifests", body, "key-1");
        assertThat(yaml).hasStatusOk().hasContentTypeCompatibleWith(MediaType.APPLICATION_YAML);
        MvcTestResult zip = keyed(preview + "kustomization", body, "key-1");
        assertThat(zip)
                .hasStatusOk()
                .hasContentType("application/zip")
                .hasHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"chat.zip\"");
        MvcTestResult made = submit(request, "key-1");
        String location = String.valueOf(made.getResponse().getHeader(HttpHeaders.LOCATION));
        assertThat(get(location + "/manifests")).bodyText().isEqualTo(body(yaml));
        assertThat(get(location + "/kustomization").getResponse().getContentAsByteArray())
                .isEqualTo(zip.getResponse().getContentAsByteArray());
    }

    @Test
    void refusesToChatWithWhatDoesNotServe() {
        DeploymentId id = scenario.submit(setting, "chat");
        assertThat(post("/api/v1/deployments/" + id + "/chat", "{\"message\":\"hi\"}"))
                .hasStatus(409)
                .bodyJson()
                .extractingPath("$.type")
                .isEqualTo("urn:sextant:problem:not-serving");
    }

    @Test
    void tellsQuotaAndUsage() {
        scenario.submit(setting, "chat");
        assertThat(get("/api/v1/teams/" + setting.team().slug() + "/quota"))
                .bodyJson()
                .extractingPath("$.items[0].limitGpus")
                .isEqualTo(8);
        assertThat(get("/api/v1/teams/" + setting.team().slug() + "/usage?month=2026-12"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.total.currency")
                .isEqualTo("USD");
        assertThat(get("/api/v1/teams/" + setting.team().slug() + "/usage?month=december"))
                .hasStatus(400);
    }

    @Test
    void handsADeployerItsOwnClusterOnly() {
        DeploymentId id = scenario.submit(setting, "chat");
        assertThat(desired(setting.cluster(), 0, 0))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.deployments[*].id")
                .asArray()
                .containsExactly(id.toString());
        assertThat(desired("sandbox", 0, 0)).hasStatus(403);
        Setting other = scenario.teamWithQuota(1);
        deployer = Deployers.joined(joining, other.cluster());
        assertThat(desired(other.cluster(), 0, 0))
                .bodyJson()
                .extractingPath("$.deployments")
                .asArray()
                .isEmpty();
    }

    @Test
    void describesTheTeamsNamespaceWithItsQuota() {
        scenario.submit(setting, "chat");
        assertThat(desired(setting.cluster(), 0, 0))
                .bodyJson()
                .extractingPath("$.namespaces[0].manifests[1].yaml")
                .asString()
                .contains("requests.nvidia.com/gpu: \"8\"");
    }

    @Test
    void saysNothingWhenNothingChangedInTime() {
        assertThat(desired(setting.cluster(), revision(), 1)).hasStatus(204);
    }

    @Test
    void answersAWaitingDeployerAsSoonAsSomethingChanges() throws Exception {
        DeploymentId id = scenario.submit(setting, "chat");
        long known = revision();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<MvcTestResult> waiting =
                    CompletableFuture.supplyAsync(() -> desired(setting.cluster(), known, 25), threads);
            retiring.retire(id, setting.member());
            MvcTestResult answer = waiting.get(15, TimeUnit.SECONDS);
            assertThat(answer)
                    .hasStatusOk()
                    .bodyJson()
                    .extractingPath("$.deployments[0].presence")
                    .isEqualTo("GONE");
        }
    }

    @Test
    void takesObservationsAndIgnoresUnknownDeployments() {
        DeploymentId id = scenario.submit(setting, "chat");
        var batch = new ObservationBatch(
                setting.cluster(),
                "test",
                clock.instant(),
                List.of(
                        scenario.ready(new DeploymentId(UUID.randomUUID()), clock.instant(), "http://10.0.0.1:8000"),
                        scenario.ready(id, clock.instant(), "http://10.0.0.1:8000")));
        assertThat(observe(setting.cluster(), batch)).hasStatus(204);
        assertThat(get("/api/v1/deployments/" + id.value()))
                .bodyJson()
                .extractingPath("$.status.endpointUrl")
                .isEqualTo("http://10.0.0.1:8000");
        assertThat(observe("sandbox", batch)).hasStatus(403);
        assertThat(observe(setting.cluster(), new ObservationBatch("sandbox", "test", clock.instant(), List.of())))
                .hasStatus(400);
    }

    @Test
    void doesNotLetAUserReport() {
        deployer = bearer;
        assertThat(observe(
                        setting.cluster(), new ObservationBatch(setting.cluster(), "test", clock.instant(), List.of())))
                .hasStatus(403);
    }

    private long revision() {
        return json.readTree(body(desired(setting.cluster(), 0, 0)))
                .path("revision")
                .asLong();
    }

    private MvcTestResult submit(SubmitRequest request, String key) {
        return rest.post()
                .uri("/api/v1/deployments")
                .header(HttpHeaders.AUTHORIZATION, bearer)
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .content(json.writeValueAsString(request))
                .exchange();
    }

    private MvcTestResult change(DeploymentId id, String verb, String body, String ifMatch, String key) {
        return rest.post()
                .uri("/api/v1/deployments/" + id + "/" + verb)
                .header(HttpHeaders.AUTHORIZATION, bearer)
                .header(HttpHeaders.IF_MATCH, ifMatch)
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private MvcTestResult keyed(String uri, String body, String key) {
        return rest.post()
                .uri(uri)
                .header(HttpHeaders.AUTHORIZATION, bearer)
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private MvcTestResult get(String uri) {
        return rest.get().uri(uri).header(HttpHeaders.AUTHORIZATION, bearer).exchange();
    }

    private MvcTestResult post(String uri, String body) {
        return rest.post()
                .uri(uri)
                .header(HttpHeaders.AUTHORIZATION, bearer)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private MvcTestResult desired(String cluster, long after, int wait) {
        return rest.get()
                .uri("/api/v1/clusters/{cluster}/desired?after={after}&wait_seconds={wait}", cluster, after, wait)
                .header(HttpHeaders.AUTHORIZATION, deployer)
                .exchange();
    }

    private MvcTestResult observe(String cluster, ObservationBatch batch) {
        return rest.put()
                .uri("/api/v1/clusters/{cluster}/observations", cluster)
                .header(HttpHeaders.AUTHORIZATION, deployer)
                .contentType(MediaType.APPLICATION_JSON)
                .content(json.writeValueAsString(batch))
                .exchange();
    }

    private static String body(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString();
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
