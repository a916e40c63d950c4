package io.sextant.web.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sextant.web.testing.StartedProduct;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Kills the product in the middle of the path and starts it again on the same data directory. */
class KilledProductIT {
    @Test
    void goesOnWhereItWasKilled() throws Exception {
        Path directory = StartedProduct.freshDirectory();

        ProductProcess first = ProductProcess.start(directory);
        String id;
        try {
            JsonNode plan = first.steps().plan("support-chatbot", "meta/llama-3.1-8b-instruct", 1000);
            String answer = first.steps()
                    .submit("killed-chat", plan, UUID.randomUUID().toString())
                    .body();
            id = JsonMapper.builder().build().readTree(answer).path("id").asString();
            assertThatThrownBy(() -> ProductProcess.start(directory)).hasMessageContaining("in use by process");
        } finally {
            first.kill();
        }

        ProductProcess second = ProductProcess.start(directory);
        try {
            second.steps().awaitPhase(id, "READY");
            second.client().postJson("/api/v1/deployments/" + id + "/retirement", "{}");
        } finally {
            second.kill();
        }

        ProductProcess third = ProductProcess.start(directory);
        try {
            third.steps().awaitPhase(id, "RETIRED");
            assertThat(third.steps()
                            .get("/api/v1/deployments/" + id)
                            .path("gpusGivenBack")
                            .asBoolean())
                    .isTrue();
        } finally {
            third.stop();
        }
    }
}
