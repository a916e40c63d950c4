package io.sextant.deployer.probe;

import io.sextant.deployer.metrics.EngineReading;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Asks a replica for its metrics. */
public final class MetricsProbe implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    /** Engines publish some hundred kilobytes at most. */
    private static final long MOST_BYTES = 4 << 20;
    /** The second is that of NIM 1.0. */
    private static final String[] PATHS = {"/v1/metrics", "/metrics"};

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    /** The reading; empty where the replica does not answer as an engine does. */
    public Optional<EngineReading> read(String url) throws InterruptedException {
        for (String path : PATHS) {
            Optional<HttpResponse<String>> response = get(url + path);
            if (response.isEmpty()) {
                return Optional.empty();
            }
            if (response.get().statusCode() == 200) {
                return Optional.of(EngineReading.of(response.get().body()));
            }
        }
        return Optional.empty();
    }

    private Optional<HttpResponse<String>> get(String url) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(TIMEOUT)
                    .GET()
                    .build();
            return Optional.of(http.send(
                    request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofString(), MOST_BYTES)));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
