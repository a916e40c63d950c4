package io.sextant.web.faults;

import io.sextant.api.problem.PlatformProblem;
import io.sextant.web.sandbox.ClusterAddress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Asks the sandbox's cluster about its faults. */
@Component
@Profile("sandbox")
class FaultClient {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ClusterAddress cluster;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final JsonMapper json = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    FaultClient(ClusterAddress cluster) {
        this.cluster = cluster;
    }

    SandboxFaults all() {
        return read(send(request("").GET()));
    }

    void cause(Map<String, Object> order) {
        post("", "kind", order);
    }

    void draw(long seed, long count, long seconds) {
        post("/random", "count", Map.of("seed", seed, "count", count, "seconds", seconds));
    }

    /** Ends a fault; one that has ended already is fine. */
    void clear(String id) {
        send(request("/" + id).DELETE());
    }

    void clearAll() {
        send(request("").DELETE());
    }

    /** Whatever the cluster refuses is shown beside the field. */
    private void post(String path, String field, Map<String, Object> body) {
        HttpResponse<String> response = send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body))));
        if (response.statusCode() >= 300) {
            throw new PlatformProblem.Invalid(
                    field,
                    "refused",
                    json.readTree(response.body()).path("message").asString("It was refused."));
        }
    }

    private SandboxFaults read(HttpResponse<String> response) {
        return json.readValue(response.body(), SandboxFaults.class);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(cluster.clusterUrl() + "/sandbox/faults" + path))
                .timeout(PATIENCE);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw away();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw away();
        }
    }

    private static PlatformProblem away() {
        return new PlatformProblem.Unavailable(
                "sandbox-away",
                "The sandbox's cluster does not answer.",
                "Try again in a moment; if it stays, start the product again.");
    }
}
