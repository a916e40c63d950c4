package io.sextant.web.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.SignIn;
import io.sextant.api.tenancy.Tokens;
import io.sextant.web.testing.Browserless;
import io.sextant.web.testing.StartedProduct;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Walks the whole path by REST against the started product, its Postgres and its sandbox cluster. */
class RestPathIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private StartedProduct product;
    private Browserless api;
    private RestSteps steps;

    @BeforeEach
    void start() {
        product = StartedProduct.shared();
        api = Browserless.withToken(product.url(), product.adminToken());
        steps = new RestSteps(api);
    }

    @Test
    void aTeamPlansDeploysTriesMetersAndRetiresAModel() {
        asAMember();
        JsonNode plan = steps.plan("support-chatbot", "meta/llama-3.1-8b-instruct", 1000);
        assertThat(plan.path("feasible").asBoolean()).isTrue();

        String key = UUID.randomUUID().toString();
        HttpResponse<String> accepted = steps.submit("rest-chat", plan, key);
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(201);
        String id = JSON.readTree(accepted.body()).path("id").asString();
        assertThat(JSON.readTree(steps.submit("rest-chat", plan, key).body())
                        .path("id")
                        .asString())
                .isEqualTo(id);

        steps.awaitPhase(id, "READY");
        assertThat(api.get("/api/v1/deployments/" + id + "/manifests", "application/yaml")
                        .body())
                .contains("NIMService")
                .contains("NIMCache");

        HttpResponse<String> answer = api.postJson(
                "/api/v1/deployments/" + id + "/chat", "{\"message\": \"Hello\", \"maxOutputTokens\": 16}");
        assertThat(answer.body()).contains("ttftMs").contains("promised");

        tellsTheTrailThatAnotherTeamTriedIt(id);

        await().atMost(RestSteps.PATIENCE)
                .untilAsserted(() -> assertThat(steps.get("/api/v1/teams/support-chatbot/usage")
                                .path("total")
                                .path("gpuHours")
                                .asDouble())
                        .isPositive());

        assertThat(api.postJson("/api/v1/deployments/" + id + "/retirement", "{}")
                        .statusCode())
                .isEqualTo(202);
        steps.awaitPhase(id, "RETIRED");
        assertThat(steps.get("/api/v1/deployments/" + id).path("gpusGivenBack").asBoolean())
                .isTrue();
    }

    private void asAMember() {
        Actor dana = product.bean(SignIn.class)
                .check("dana@demo.sextant", "sextant-demo")
                .orElseThrow();
        api = Browserless.withToken(product.url(), product.bean(Tokens.class).issue(dana.id(), "path"));
        steps = new RestSteps(api);
    }

    private void tellsTheTrailThatAnotherTeamTriedIt(String id) {
        String path = "/deployments/" + id + "/try";
        HttpResponse<String> refused = Browserless.signedIn(product.url(), "mei@demo.sextant", "sextant-demo")
                .postForm("/tokens", path, Map.of("prompt", "Hello"), "text/event-stream");
        assertThat(refused.body()).contains("event: problem");
        assertThat(Browserless.withToken(product.url(), product.adminToken())
                        .get("/api/v1/audit/entries?action=access.deny&object=POST%20" + path)
                        .body())
                .contains("mei@demo.sextant");
    }

    @Test
    void kubectlListsWhatTheProductMade() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/kubectl"))
                || Files.isExecutable(Path.of("/usr/local/bin/kubectl")));
        JsonNode plan = steps.plan("document-search", "meta/llama-3.1-8b-instruct", 1000);
        String id = JSON.readTree(
                        steps.submit("kubectl-chat", plan, UUID.randomUUID().toString())
                                .body())
                .path("id")
                .asString();
        steps.awaitPhase(id, "READY");

        Process kubectl = new ProcessBuilder(
                        "kubectl", "--server=" + product.clusterUrl(), "get", "nimservices,nimcaches,pods", "-A")
                .redirectErrorStream(true)
                .start();
        String listed = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(kubectl.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(listed)
                .contains("nimservice.apps.nvidia.com/kubectl-chat")
                .contains("nimcache.apps.nvidia.com/")
                .contains("pod/kubectl-chat-");

        api.postJson("/api/v1/deployments/" + id + "/retirement", "{}");
        steps.awaitPhase(id, "RETIRED");
    }

    @Test
    void refusesAnUnknownModelWithNearbyNames() {
        HttpResponse<String> answer = api.postJson(
                "/api/v1/plans", RestSteps.PLAN.formatted("support-chatbot", "meta/llama-3.1-8b-instruckt", 1000));
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("model-not-found").contains("remedy");
    }

    @Test
    void refusesLengthsBeyondTheModelsContext() {
        HttpResponse<String> answer = api.postJson(
                "/api/v1/plans",
                RestSteps.PLAN
                        .formatted("support-chatbot", "meta/llama-3.1-8b-instruct", 1000)
                        .replace("512", "900000"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("pointer");
    }

    @Test
    void saysWhatIsNearestWhenAnSlaCannotBeReached() {
        JsonNode plan = steps.plan("support-chatbot", "meta/llama-3.1-8b-instruct", 2);
        assertThat(plan.path("feasible").asBoolean()).isFalse();
        assertThat(plan.path("outcome").asString()).isEqualTo("UNREACHABLE");
        assertThat(plan.path("unreachable").isEmpty()).isFalse();
    }

    @Test
    void refusesAPlanThatHasChangedSinceItWasSeen() {
        JsonNode plan = steps.plan("support-chatbot", "meta/llama-3.1-8b-instruct", 1000);
        ObjectNode stale = ((ObjectNode) plan).deepCopy();
        ((ObjectNode) stale.path("proposal")).put("digest", "0".repeat(64));
        HttpResponse<String> answer =
                steps.submit("changed-chat", stale, UUID.randomUUID().toString());
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("plan-changed").contains("remedy");
    }

    @Test
    void refusesWhatTheTeamsQuotaDoesNotHold() {
        JsonNode plan = steps.plan("translation", "meta/llama-3.3-70b-instruct", 5000);
        assertThat(plan.path("feasible").asBoolean()).isFalse();
        JsonNode proposal = plan.path("proposal");
        if (proposal.isObject()) {
            HttpResponse<String> answer =
                    steps.submit("too-much", plan, UUID.randomUUID().toString());
            assertThat(answer.statusCode()).isIn(409, 422);
        }
    }

    @Test
    void refusesFieldsItDoesNotKnow() {
        HttpResponse<String> answer = api.postJson(
                "/api/v1/plans",
                RestSteps.PLAN
                        .formatted("support-chatbot", "meta/llama-3.1-8b-instruct", 1000)
                        .replace("\"team\"", "\"surprise\": 1, \"team\""));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("unknown-field");
    }
}
