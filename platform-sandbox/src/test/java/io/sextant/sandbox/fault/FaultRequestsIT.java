package io.sextant.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.sandbox.apiserver.SandboxApiServer;
import io.sextant.sandbox.apiserver.kind.Documents;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultRequestsIT {
    private final FaultBoard board = new FaultBoard(7, Clock.systemUTC());
    private final SandboxApiServer server = SandboxApiServer.start(
            new SandboxApiServer.Options(0, null, null, Clock.systemUTC(), api -> new FaultyApi(board, api)));
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        http.close();
        server.close();
    }

    @Test
    void causesListsAndClears() throws Exception {
        HttpResponse<String> caused =
                send("POST", "/sandbox/faults", "{\"kind\": \"server-errors\", \"seconds\": 60}", "application/json");
        HttpResponse<String> struck = send("GET", "/api/v1/namespaces", "", "");
        HttpResponse<String> listed = send("GET", "/sandbox/faults", "", "");
        HttpResponse<String> cleared = send("DELETE", "/sandbox/faults/f1", "", "");

        assertThat(caused.statusCode()).isEqualTo(201);
        assertThat(struck.statusCode()).isIn(500, 503);
        assertThat(listed.body()).contains("\"id\":\"f1\"", "\"kind\":\"no-gpu\"", "\"until\"");
        assertThat(cleared.statusCode()).isEqualTo(200);
        assertThat(send("GET", "/api/v1/namespaces", "", "").statusCode()).isEqualTo(200);
    }

    @Test
    void drawsBySeed() throws Exception {
        HttpResponse<String> drawn =
                send("POST", "/sandbox/faults/random", "{\"seed\": 3, \"count\": 4}", "application/json");

        assertThat(drawn.statusCode()).isEqualTo(201);
        assertThat(board.active()).hasSize(4);
    }

    @Test
    void refusesWhatItDoesNotUnderstand() throws Exception {
        assertThat(send("POST", "/sandbox/faults", "{\"kind\": \"meteor\"}", "application/json")
                        .body())
                .contains("there is no fault");
        assertThat(send("POST", "/sandbox/faults", "{\"kind\": \"no-gpu\", \"tmies\": 1}", "application/json")
                        .body())
                .contains("tmies");
        assertThat(send("POST", "/sandbox/faults", "{\"kind\": \"no-gpu\"}", "text/plain")
                        .statusCode())
                .isEqualTo(415);
        assertThat(send("DELETE", "/sandbox/faults/f9", "", "").statusCode()).isEqualTo(404);
        assertThat(board.active()).isEmpty();
    }

    @Test
    void turnsRequestsAwayAndSaysForHowLong() throws Exception {
        board.cause(FaultOrder.everywhere(FaultKind.TOO_MANY_REQUESTS).times(1));

        HttpResponse<String> turnedAway = send("GET", "/api/v1/namespaces", "", "");

        assertThat(turnedAway.statusCode()).isEqualTo(429);
        assertThat(turnedAway.headers().firstValue("Retry-After")).contains("1");
        assertThat(turnedAway.body()).contains("\"reason\":\"TooManyRequests\"", "\"retryAfterSeconds\":1");
        assertThat(send("GET", "/api/v1/namespaces", "", "").statusCode()).isEqualTo(200);
    }

    @Test
    void takesNoNimWhileTheOperatorsWebhookIsAway() throws Exception {
        board.cause(FaultOrder.everywhere(FaultKind.WEBHOOK_AWAY));
        String services = "/apis/apps.nvidia.com/v1alpha1/namespaces/default/nimservices";

        HttpResponse<String> refused = send("POST", services, "{}", "application/json");

        assertThat(refused.statusCode()).isEqualTo(500);
        assertThat(refused.body())
                .contains(
                        "Internal error occurred: failed calling webhook \\\"vnimservice-v1alpha1.kb.io\\\": failed to call",
                        "no endpoints available for service \\\"k8s-nim-operator-webhook-service\\\"");
        assertThat(send("GET", services, "", "").statusCode()).isEqualTo(200);
        assertThat(send("PATCH", services + "/a/status", "{}", "application/merge-patch+json")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void answersLateWithoutMixingAnswersUp() throws Exception {
        board.cause(FaultOrder.everywhere(FaultKind.LATENCY).times(1));

        assertThat(send("GET", "/version", "", "").body()).contains("gitVersion");
        assertThat(send("GET", "/healthz", "", "").body()).isEqualTo("ok");
    }

    @ParameterizedTest
    @CsvSource({"CLOCK_AHEAD, 600", "CLOCK_BEHIND, -600"})
    void tellsMomentsByAClockThatIsOffAndUnderstandsThemBack(FaultKind kind, long seconds) throws Exception {
        Instant before = created("kube-system");
        board.cause(FaultOrder.everywhere(kind));

        assertThat(created("kube-system")).isEqualTo(before.plusSeconds(seconds));
        String lease = """
                {"apiVersion": "coordination.k8s.io/v1", "kind": "Lease", "metadata": {"name": "me"},
                 "spec": {"holderIdentity": "2026-11-23T08:00:00Z", "renewTime": "2026-11-23T08:00:00.000001Z"}}""";
        String leases = "/apis/coordination.k8s.io/v1/namespaces/default/leases";
        assertThat(send("POST", leases, lease, "application/json").body())
                .contains("\"renewTime\":\"2026-11-23T08:00:00.000001Z\"", "\"2026-11-23T08:00:00Z\"");
        try (InputStream watch = http.send(
                        HttpRequest.newBuilder(URI.create(server.url() + leases + "?watch=true"))
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream())
                .body()) {
            String event = new BufferedReader(new InputStreamReader(watch, StandardCharsets.UTF_8)).readLine();
            assertThat(event).contains("\"renewTime\":\"2026-11-23T08:00:00.000001Z\"");
        }
        board.clearAll();
        assertThat(send("GET", leases + "/me", "", "").body())
                .contains(
                        "\"renewTime\":\""
                                + Instant.parse("2026-11-23T08:00:00.000001Z").minusSeconds(seconds),
                        "\"holderIdentity\":\"2026-11-23T08:00:00Z\"");
    }

    private Instant created(String namespace) throws IOException, InterruptedException {
        return Instant.parse(Documents.own(
                        send("GET", "/api/v1/namespaces/" + namespace, "", "").body())
                .path("metadata")
                .path("creationTimestamp")
                .asString());
    }

    private HttpResponse<String> send(String method, String path, String body, String type)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
