package io.sextant.web.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sextant.web.testing.Browserless;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The steps of the path as a REST client takes them. */
final class RestSteps {
    static final Duration PATIENCE = Duration.ofMinutes(2);
    static final String PLAN = """
            {"team": "%s", "model": "%s",
             "workload": {"inputTokens": 512, "outputTokens": 256},
             "demand": {"kind": "requestRate", "peakRequestsPerSecond": 2},
             "sla": {"kind": "targets", "percentile": "P95", "ttftMs": %d, "itlMs": 50}}
            """;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Browserless api;

    RestSteps(Browserless api) {
        this.api = api;
    }

    JsonNode plan(String team, String model, int ttftMs) {
        return plan(PLAN.formatted(team, model, ttftMs));
    }

    JsonNode plan(String request) {
        HttpResponse<String> answer = api.postJson("/api/v1/plans", request);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    HttpResponse<String> submit(String name, JsonNode plan, String key) {
        return submit(name, plan, key, null);
    }

    HttpResponse<String> submit(String name, JsonNode plan, String key, @Nullable String quotaClass) {
        ObjectNode request = JSON.createObjectNode();
        if (quotaClass != null) {
            request.put("quotaClass", quotaClass);
        }
        request.put("name", name);
        request.put("digest", plan.path("proposal").path("digest").asString());
        ObjectNode question = ((ObjectNode) plan.path("request")).deepCopy();
        question.put("candidate", plan.path("proposal").path("candidate").asString());
        request.set("plan", question);
        return api.postJson("/api/v1/deployments", request.toString(), "Idempotency-Key", key);
    }

    JsonNode get(String path) {
        return json(api.get(path));
    }

    static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    void awaitPhase(String id, String phase) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(get("/api/v1/deployments/" + id)
                                .path("status")
                                .path("phase")
                                .asString())
                        .isEqualTo(phase));
    }
}
