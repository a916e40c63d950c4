package io.sextant.deployer.feed;

import io.sextant.contract.DeployerApi;
import io.sextant.contract.desired.DesiredState;
import io.sextant.contract.observed.ClusterInventory;
import io.sextant.contract.observed.ObservationBatch;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The deployer's calls of the platform, as {@link DeployerApi} has them. */
public final class PlatformClient implements AutoCloseable {
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(15);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final JsonMapper json = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private final String baseUrl;
    private final String token;
    private final String cluster;

    /** A client that speaks for one cluster. */
    public PlatformClient(URI apiUrl, String token, String cluster) {
        this.baseUrl = apiUrl.toString().replaceAll("/+$", "");
        this.token = token;
        this.cluster = cluster;
    }

    /** Waits up to {@code wait} for a desired state newer than {@code after}; empty when there was none. */
    Optional<DesiredState> desired(long after, Duration wait) throws PlatformProblem, InterruptedException {
        URI uri =
                URI.create("%s?after=%d&wait_seconds=%d".formatted(url(DeployerApi.DESIRED), after, wait.toSeconds()));
        HttpResponse<String> response =
                send(request(uri).timeout(wait.plus(ANSWER_TIMEOUT)).GET().build());
        if (response.statusCode() == 204) {
            return Optional.empty();
        }
        try {
            return Optional.of(json.readValue(response.body(), DesiredState.class));
        } catch (JacksonException e) {
            throw new PlatformProblem.Unexpected(
                    "The platform's desired state cannot be read: " + e.getOriginalMessage());
        }
    }

    void report(ObservationBatch batch) throws PlatformProblem, InterruptedException {
        put(DeployerApi.OBSERVATIONS, batch);
    }

    void report(ClusterInventory inventory) throws PlatformProblem, InterruptedException {
        put(DeployerApi.INVENTORY, inventory);
    }

    private void put(String path, Object body) throws PlatformProblem, InterruptedException {
        send(request(URI.create(url(path)))
                .timeout(ANSWER_TIMEOUT)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)))
                .build());
    }

    private HttpResponse<String> send(HttpRequest request) throws PlatformProblem, InterruptedException {
        HttpResponse<String> response;
        try {
            response = http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new PlatformProblem.Unreachable("The platform does not answer at %s: %s".formatted(baseUrl, e));
        }
        int status = response.statusCode();
        if (status == 401 || status == 403) {
            throw new PlatformProblem.Unauthorized(status);
        }
        if (status != 200 && status != 204) {
            throw new PlatformProblem.Unexpected("The platform answered %d to %s: %s"
                    .formatted(status, request.uri().getPath(), start(response.body())));
        }
        return response;
    }

    private static String start(String body) {
        return body.length() > 500 ? body.substring(0, 500) : body;
    }

    private HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json, application/problem+json")
                .header("User-Agent", "sextant-deployer");
    }

    private String url(String path) {
        return baseUrl
                + path.replace(
                        "{cluster}",
                        URLEncoder.encode(cluster, StandardCharsets.UTF_8).replace("+", "%20"));
    }

    /** Ends calls under way. */
    @Override
    public void close() {
        http.shutdownNow();
    }
}
