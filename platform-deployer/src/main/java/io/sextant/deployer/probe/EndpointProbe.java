package io.sextant.deployer.probe;

import io.sextant.deployer.cluster.ProbeResult;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks an OpenAI-compatible endpoint for the models it serves. */
public final class EndpointProbe implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final JsonMapper json = JsonMapper.builder().build();
    private final Clock clock;

    public EndpointProbe(Clock clock) {
        this.clock = clock;
    }

    /** The models listed, or why none were. */
    public ProbeResult ask(String endpointUrl) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(endpointUrl.replaceAll("/+$", "") + "/v1/models"))
                    .timeout(TIMEOUT)
                    .GET()
                    .build();
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200
                    ? new ProbeResult.Listed(endpointUrl, clock.instant(), models(response.body()))
                    : silent(endpointUrl, "it answered with status " + response.statusCode());
        } catch (JacksonException e) {
            return silent(endpointUrl, "its answer is not JSON");
        } catch (IOException e) {
            return silent(endpointUrl, "it cannot be reached");
        } catch (IllegalArgumentException e) {
            return silent(endpointUrl, "its address is not a URL");
        }
    }

    private ProbeResult silent(String endpointUrl, String cause) {
        return new ProbeResult.Silent(endpointUrl, clock.instant(), cause);
    }

    private List<String> models(String body) {
        return json.readTree(body)
                .path("data")
                .valueStream()
                .map((JsonNode model) -> model.path("id").asString(""))
                .filter(id -> !id.isEmpty())
                .toList();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
