package io.sextant.web.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sextant.contract.embedded.EmbeddedProcess;
import io.sextant.web.testing.Browserless;
import io.sextant.web.testing.StartedProduct;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A second sandbox cluster joins the started product with a deployer of its own, and leaves again. */
class SecondClusterIT {
    private static final StartedProduct PRODUCT = StartedProduct.shared();
    private static final String PATH = "/api/v1/clusters/second";

    private final Browserless api = Browserless.withToken(PRODUCT.url(), PRODUCT.adminToken());
    private final RestSteps steps = new RestSteps(api);
    private final Deque<EmbeddedProcess> running = new ArrayDeque<>();

    @AfterEach
    void stop() {
        while (!running.isEmpty()) {
            running.pop().close();
        }
    }

    @Test
    void joinsReportsTakesItsOwnDeploymentsOnlyAndIsRetired() {
        JsonNode registered = RestSteps.json(
                api.postJson("/api/v1/clusters", "{\"name\": \"second\", \"title\": \"A second cluster\"}"));
        start(registered.path("joinToken").asString());

        await().atMost(RestSteps.PATIENCE)
                .untilAsserted(() -> assertThat(steps.get(PATH).path("pools")).isNotEmpty());
        assertThat(steps.get(PATH).path("contact").asString()).isEqualTo("CURRENT");
        JsonNode access = steps.get(PATH + "/access");
        assertThat(access.path("credential").path("usedSince").asString()).isNotEmpty();
        assertThat(access.path("joinToken").path("usedAt").asString()).isNotEmpty();

        JsonNode plan = steps.plan("document-search", "meta/llama-3.1-8b-instruct", 1000);
        String id = RestSteps.json(
                        steps.submit("first-only", plan, UUID.randomUUID().toString()))
                .path("id")
                .asString();
        assertThat(plan.path("proposal").path("placement").path("cluster").asString())
                .isEqualTo("sandbox");
        steps.awaitPhase(id, "READY");
        assertThat(steps.get(PATH).path("pools").findValues("usedGpus")).allMatch(used -> used.asInt() == 0);
        api.postJson("/api/v1/deployments/" + id + "/retirement", "{}");
        steps.awaitPhase(id, "RETIRED");

        assertThat(api.postJson(PATH + "/retirement", "{}", "If-Match", "\"1\"").statusCode())
                .isEqualTo(200);
        assertThat(api.get("/api/v1/clusters").body()).doesNotContain("\"second\"");
    }

    /** A cluster with its deployer, as the product starts its own. */
    private void start(String joinToken) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "sextant.data-dir",
                StartedProduct.freshDirectory().toString(),
                "sextant.sandbox.seed",
                "11",
                "sextant.sandbox.time-factor",
                "600",
                "sextant.deployer.api-url",
                PRODUCT.url().toString(),
                "sextant.deployer.cluster",
                "second",
                "sextant.deployer.join-token",
                joinToken,
                "sextant.deployer.poll-wait",
                Duration.ofSeconds(1).toString()));
        List<EmbeddedProcess> processes = ServiceLoader.load(EmbeddedProcess.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparingInt(EmbeddedProcess::order))
                .toList();
        for (EmbeddedProcess process : processes) {
            running.push(process);
            settings.putAll(process.start(Map.copyOf(settings)));
        }
    }
}
