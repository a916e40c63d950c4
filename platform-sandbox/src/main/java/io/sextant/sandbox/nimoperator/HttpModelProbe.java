package io.sextant.sandbox.nimoperator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks over HTTP, as the operator does. */
public final class HttpModelProbe implements ModelProbe, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    @Override
    public Optional<String> servedModel(String address) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + "/v1/models"))
                .timeout(PATIENCE)
                .build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 ? model(JSON.readTree(response.body())) : Optional.empty();
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        client.close();
    }

    /** The only id, or the first that is its own root. */
    private static Optional<String> model(JsonNode list) {
        JsonNode models = list.path("data");
        for (JsonNode model : models) {
            String id = model.path("id").asString("");
            if (models.size() == 1 || id.equals(model.path("root").asString(""))) {
                return Optional.of(id);
            }
        }
        return Optional.empty();
    }
}
