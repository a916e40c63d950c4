package io.sextant.web.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.web.testing.Browserless;
import io.sextant.web.testing.StartedProduct;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Stops the product in the middle of the path and starts it again on the same data directory. */
class RestartIT {
    @Test
    void goesOnWhereItStopped() {
        Path directory = StartedProduct.freshDirectory();
        String id;
        try (StartedProduct product = StartedProduct.on(directory)) {
            RestSteps steps = steps(product);
            JsonNode plan = steps.plan("support-chatbot", "meta/llama-3.1-8b-instruct", 1000);
            String answer = steps.submit(
                            "restarted-chat", plan, UUID.randomUUID().toString())
                    .body();
            id = JsonMapper.builder().build().readTree(answer).path("id").asString();
        }
        try (StartedProduct product = StartedProduct.on(directory)) {
            steps(product).awaitPhase(id, "READY");
        }
        try (StartedProduct product = StartedProduct.on(directory)) {
            steps(product).awaitPhase(id, "READY");
            Browserless.withToken(product.url(), product.adminToken())
                    .postJson("/api/v1/deployments/" + id + "/retirement", "{}");
        }
        try (StartedProduct product = StartedProduct.on(directory)) {
            RestSteps steps = steps(product);
            steps.awaitPhase(id, "RETIRED");
            assertThat(steps.get("/api/v1/deployments/" + id)
                            .path("gpusGivenBack")
                            .asBoolean())
                    .isTrue();
        }
    }

    private static RestSteps steps(StartedProduct product) {
        return new RestSteps(Browserless.withToken(product.url(), product.adminToken()));
    }
}
