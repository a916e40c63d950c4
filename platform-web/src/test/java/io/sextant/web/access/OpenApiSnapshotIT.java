package io.sextant.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.web.testing.Browserless;
import io.sextant.web.testing.StartedProduct;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Clients depend on the API, so each change of it is seen in review: the document that is kept is the one that is served. */
class OpenApiSnapshotIT {
    private static final Path KEPT = Path.of("..", "docs", "openapi.json");
    private static final Path SERVED = Path.of("target", "openapi.json");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .build();

    @Test
    void servesTheDocumentThatIsKept() throws IOException {
        StartedProduct product = StartedProduct.shared();
        JsonNode served = JSON.readTree(Browserless.withToken(product.url(), product.adminToken())
                .get("/api/v1/openapi")
                .body());
        // Where it runs is not part of the API.
        ((ObjectNode) served).remove("servers");
        Files.writeString(SERVED, JSON.writeValueAsString(served) + "\n");

        assertThat(SERVED)
                .as(
                        "the API has changed: look at the difference and, if it is meant, copy platform-web/%s to docs",
                        SERVED)
                .hasSameTextualContentAs(KEPT);
    }
}
