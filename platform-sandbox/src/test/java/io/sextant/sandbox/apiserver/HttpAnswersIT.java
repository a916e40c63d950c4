package io.sextant.sandbox.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sextant.sandbox.apiserver.kind.Documents;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class HttpAnswersIT {
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private static final String SERVICES = "/apis/apps.nvidia.com/v1alpha1/namespaces/default/nimservices";

    private final SandboxApiServer server = SandboxApiServer.start(SandboxApiServer.Options.inMemory());
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void stop() {
        http.shutdownNow();
        server.close();
    }

    private record Answer(int code, JsonNode body, HttpResponse<String> raw) {
        String message() {
            return body.path("message").asString("");
        }
    }

    private Answer send(String method, String path, String contentType, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        return new Answer(response.statusCode(), Documents.json(response.body()).node(), response);
    }

    private Answer post(String path, String body) throws IOException, InterruptedException {
        return send("POST", path, "application/json", body);
    }

    private Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path, "", "");
    }

    private static String map(String name, String value) {
        return """
                {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"%s"},"data":{"k":"%s"}}""".formatted(name, value);
    }

    private static String apply(String manager) {
        return "?fieldManager=" + manager;
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/nosuch, 404, NotFound",
        "GET, /apis/no.such/v1, 404, NotFound",
        "GET, /api/v1/namespaces/default/configmaps/none, 404, NotFound",
        "POST, /api/v1/namespaces/default/configmaps/a, 405, MethodNotAllowed",
        "PUT, /api/v1/namespaces/default/configmaps, 405, MethodNotAllowed",
        "POST, /apis/apiextensions.k8s.io/v1/customresourcedefinitions, 405, MethodNotAllowed",
        "GET, /api/v1/namespaces/default/pods/p/log, 404, NotFound",
        "GET, /api/v1/pods?fieldSelector=spec.hostname=x, 400, BadRequest",
        "GET, /api/v1/pods?labelSelector=a%20b, 400, BadRequest",
        "GET, /api/v1/pods?resourceVersion=x, 400, BadRequest"
    })
    void refusesWithAStatus(String method, String path, int code, String reason) throws Exception {
        Answer answer = send(method, path, method.equals("GET") ? "" : "application/json", "");
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.body().path("kind").asString()).isEqualTo("Status");
        assertThat(answer.body().path("reason").asString()).isEqualTo(reason);
        assertThat(answer.body().path("code").asInt()).isEqualTo(code);
    }

    @Test
    void refusesFormatsItDoesNotSpeak() throws Exception {
        assertThat(send("POST", MAPS, "application/vnd.kubernetes.protobuf", "x")
                        .code())
                .isEqualTo(415);
        assertThat(send("PATCH", MAPS + "/a", "application/json", "{}").code()).isEqualTo(415);
        HttpRequest protobuf = HttpRequest.newBuilder(URI.create(server.url() + MAPS))
                .header("Accept", "application/vnd.kubernetes.protobuf")
                .build();
        assertThat(http.send(protobuf, BodyHandlers.ofString()).statusCode()).isEqualTo(406);
        assertThat(post(MAPS, "x".repeat(4 << 20)).code()).isEqualTo(413);
        assertThat(post(MAPS, "{not json").code()).isEqualTo(400);
        assertThat(post(MAPS, "[]").code()).isEqualTo(400);
    }

    @Test
    void refusesBadNamesAndPlaces() throws Exception {
        assertThat(post(MAPS, map("Bad_Name", "1")).message())
                .startsWith("ConfigMap \"Bad_Name\" is invalid: metadata.name: Invalid value: \"Bad_Name\"");
        assertThat(post(MAPS, map("", "1")).code()).isEqualTo(422);
        assertThat(post("/api/v1/namespaces/nowhere/configmaps", map("a", "1")).message())
                .isEqualTo("namespaces \"nowhere\" not found");
        assertThat(post(MAPS, map("a", "1").replace("\"ConfigMap\"", "\"Secret\""))
                        .code())
                .isEqualTo(400);
        assertThat(post(MAPS, map("a", "1").replace("\"name\"", "\"namespace\":\"other\",\"name\""))
                        .message())
                .contains("does not match the namespace sent on the request");
        assertThat(post(MAPS, map("a", "1")).code()).isEqualTo(201);
        assertThat(post(MAPS, map("a", "1")).message()).isEqualTo("configmaps \"a\" already exists");
    }

    @Test
    void makesUpNamesWhereAsked() throws Exception {
        Answer made = post(MAPS, map("x", "1").replace("\"name\":\"x\"", "\"generateName\":\"run-\""));

        assertThat(made.body().path("metadata").path("name").asString()).matches("run-[a-z0-9]{5}");
    }

    /** Word for word what Kubernetes 1.36 answers, the odd code included. */
    @Test
    void refusesToApplyAFieldThatTheSchemaLacks() throws Exception {
        String odd = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndta: {}\n";
        Answer refused = send("PATCH", MAPS + "/a" + apply("me"), "application/apply-patch+yaml", odd);

        assertThat(refused.code()).isEqualTo(500);
        assertThat(refused.body().has("reason")).isFalse();
        assertThat(refused.message())
                .isEqualTo("failed to create typed patch object (%s/a; /v1, Kind=ConfigMap):"
                                .formatted(MAPS.split("/", -1)[4])
                        + " .dta: field not declared in schema");
    }

    @Test
    void warnsOfUnknownAndRepeatedFieldsOrRefusesThem() throws Exception {
        String odd = map("a", "1").replace("\"data\"", "\"dta\":{},\"data\"");
        Answer warned = post(MAPS + "?fieldValidation=Warn&dryRun=All", odd);
        assertThat(warned.code()).isEqualTo(201);
        assertThat(warned.raw().headers().allValues("Warning")).containsExactly("299 - \"unknown field \\\"dta\\\"\"");
        assertThat(warned.body().has("dta")).isFalse();
        assertThat(post(MAPS + "?fieldValidation=Strict", odd).message())
                .isEqualTo("ConfigMap in version \"v1\" cannot be handled as a ConfigMap: strict decoding error:"
                        + " unknown field \"dta\"");

        String twice = map("a", "1").replace("\"k\"", "\"k\":\"0\",\"k\"");
        assertThat(post(MAPS + "?fieldValidation=Strict", twice).message()).contains("duplicate field \"data.k\"");
        String yaml = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  k: a\n  k: b\n";
        assertThat(send(
                                "PATCH",
                                MAPS + "/a" + apply("me") + "&fieldValidation=Strict",
                                "application/apply-patch+yaml",
                                yaml)
                        .message())
                .contains("duplicate field \"data.k\"");
        assertThat(get(MAPS).body().path("items")).isEmpty();
    }

    @Test
    void triesWithoutDoing() throws Exception {
        assertThat(post(MAPS + "?dryRun=All", map("a", "1")).code()).isEqualTo(201);
        assertThat(get(MAPS + "/a").code()).isEqualTo(404);
        post(MAPS, map("a", "1"));
        assertThat(send("DELETE", MAPS + "/a?dryRun=All", "", "").code()).isEqualTo(200);
        assertThat(send("PATCH", MAPS + "/a?dryRun=All", "application/merge-patch+json", "{\"data\":{\"k\":\"2\"}}")
                        .body()
                        .path("data")
                        .path("k")
                        .asString())
                .isEqualTo("2");
        assertThat(get(MAPS + "/a").body().path("data").path("k").asString()).isEqualTo("1");
    }

    @Test
    void honoursPreconditions() throws Exception {
        post(MAPS, map("a", "1"));
        String stale = map("a", "2").replace("\"name\"", "\"resourceVersion\":\"1\",\"name\"");
        assertThat(send("PUT", MAPS + "/a", "application/json", stale).message())
                .isEqualTo("Operation cannot be fulfilled on configmaps \"a\": the object has been modified; please"
                        + " apply your changes to the latest version and try again");
        assertThat(send("DELETE", MAPS + "/a", "application/json", "{\"preconditions\":{\"uid\":\"x\"}}")
                        .code())
                .isEqualTo(409);
        assertThat(send("PUT", MAPS + "/a", "application/json", map("b", "1")).code())
                .isEqualTo(400);
    }

    @Test
    void needsAManagerForAnApply() throws Exception {
        assertThat(send("PATCH", MAPS + "/a", "application/apply-patch+yaml", map("a", "1"))
                        .message())
                .contains("fieldManager: Required value");
    }

    @Test
    void deletesCollectionsBySelector() throws Exception {
        for (String name : new String[] {"a", "b"}) {
            post(MAPS, map(name, "1").replace("\"name\"", "\"labels\":{\"n\":\"" + name + "\"},\"name\""));
        }
        assertThat(send("DELETE", MAPS + "?labelSelector=n%3Da", "", "").code()).isEqualTo(200);
        assertThat(get(MAPS).body().path("items"))
                .singleElement()
                .satisfies(item -> assertThat(item.path("metadata").path("name").asString())
                        .isEqualTo("b"));
    }

    @Test
    void keepsStatusAndSpecificationApart() throws Exception {
        String service = """
                {"apiVersion":"apps.nvidia.com/v1alpha1","kind":"NIMService","metadata":{"name":"s"},"spec":{"image":
                {"repository":"r","tag":"t"},"authSecret":"ngc","storage":{"nimCache":{"name":"c"}},"replicas":1},
                "status":{"state":"Ready"}}""";
        Answer created = post(SERVICES, service);
        assertThat(created.body().has("status")).isFalse();
        String both = "{\"spec\":{\"replicas\":5},\"status\":{\"state\":\"NotReady\"}}";

        Answer status = send("PATCH", SERVICES + "/s/status", "application/merge-patch+json", both);
        assertThat(status.body().path("spec").path("replicas").asInt()).isEqualTo(1);
        assertThat(status.body().path("status").path("state").asString()).isEqualTo("NotReady");
        assertThat(status.body().path("metadata").path("generation").asInt()).isEqualTo(1);
        Answer main =
                send("PATCH", SERVICES + "/s", "application/merge-patch+json", both.replace("NotReady", "Failed"));
        assertThat(main.body().path("spec").path("replicas").asInt()).isEqualTo(5);
        assertThat(main.body().path("status").path("state").asString()).isEqualTo("NotReady");
        assertThat(main.body().path("metadata").path("generation").asInt()).isEqualTo(2);
        assertThat(send("PUT", SERVICES + "/s", "application/json", service).message())
                .contains("metadata.resourceVersion: Invalid value: 0x0: must be specified for an update");
    }

    @Test
    void refusesWrongTypesInCustomResources() throws Exception {
        Answer answer = post(SERVICES, """
                {"apiVersion":"apps.nvidia.com/v1alpha1","kind":"NIMService","metadata":{"name":"s"},
                "spec":{"image":{"repository":"r"},"authSecret":"ngc","replicas":"two"}}""");

        assertThat(answer.code()).isEqualTo(422);
        assertThat(answer.message()).contains("spec.replicas in body must be of type integer: \"string\"");
    }

    @Test
    void streamsChangesWithSelectorsAndBookmarks() throws Exception {
        post(MAPS, map("a", "1").replace("\"name\"", "\"labels\":{\"on\":\"yes\"},\"name\""));
        String query = "?watch=1&labelSelector=on%3Dyes&sendInitialEvents=true"
                + "&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true&timeoutSeconds=30";
        Queue<String> seen = watch(MAPS + query);
        await().untilAsserted(() -> assertThat(seen).containsExactly("ADDED a", "BOOKMARK "));

        String label = "{\"metadata\":{\"labels\":{\"on\":\"%s\"}}}";
        send("PATCH", MAPS + "/a", "application/merge-patch+json", label.formatted("no"));
        send("PATCH", MAPS + "/a", "application/merge-patch+json", label.formatted("yes"));
        send("DELETE", MAPS + "/a", "", "");

        await().untilAsserted(() ->
                assertThat(seen).containsExactly("ADDED a", "BOOKMARK ", "DELETED a", "ADDED a", "DELETED a"));
    }

    @Test
    void tellsWatchersOfForgottenRevisionsToStartAnew() throws Exception {
        Queue<String> seen = watch(MAPS + "?watch=true&resourceVersion=999999");

        await().untilAsserted(() -> assertThat(seen).containsExactly("ERROR 410", "end"));
    }

    @Test
    void endsAWatchWhenItsTimeIsOver() throws Exception {
        Queue<String> seen = watch(MAPS + "?watch=true&timeoutSeconds=1");

        await().untilAsserted(() -> assertThat(seen).containsExactly("end"));
    }

    private Queue<String> watch(String path) throws Exception {
        Queue<String> seen = new ConcurrentLinkedQueue<>();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(server.url() + path)).build();
        HttpResponse<Stream<String>> response = http.send(request, BodyHandlers.ofLines());
        Thread.ofVirtual().start(() -> {
            response.body().forEach(line -> {
                JsonNode event = Documents.json(line).node();
                JsonNode object = event.path("object");
                String what = object.path("kind").asString("").equals("Status")
                        ? object.path("code").asString("")
                        : object.path("metadata").path("name").asString("");
                seen.add(event.path("type").asString() + " " + what);
            });
            seen.add("end");
        });
        return seen;
    }

    @Test
    void waitsForDependentsInTheForegroundAndFreesOrphans() throws Exception {
        String uid = post(MAPS, map("owner", "1"))
                .body()
                .path("metadata")
                .path("uid")
                .asString();
        String reference = """
                "ownerReferences":[{"apiVersion":"v1","kind":"ConfigMap","name":"owner","uid":"%s",\
                "blockOwnerDeletion":true}],"finalizers":["sextant.io/hold"],"name\"""".formatted(uid);
        post(MAPS, map("child", "1").replace("\"name\"", reference));

        send("DELETE", MAPS + "/owner?propagationPolicy=Foreground", "", "");
        await().untilAsserted(() -> assertThat(
                        get(MAPS + "/child").body().path("metadata").has("deletionTimestamp"))
                .isTrue());
        assertThat(get(MAPS + "/owner").code()).isEqualTo(200);
        send("PATCH", MAPS + "/child", "application/merge-patch+json", "{\"metadata\":{\"finalizers\":null}}");
        await().untilAsserted(() -> assertThat(get(MAPS + "/owner").code()).isEqualTo(404));
    }

    @Test
    void leavesOrphansBehind() throws Exception {
        String uid = post(MAPS, map("owner", "1"))
                .body()
                .path("metadata")
                .path("uid")
                .asString();
        String reference =
                "\"ownerReferences\":[{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"name\":\"owner\",\"uid\":\"%s\"}],\"name\""
                        .formatted(uid);
        post(MAPS, map("child", "1").replace("\"name\"", reference));

        send("DELETE", MAPS + "/owner?propagationPolicy=Orphan", "", "");

        await().untilAsserted(() -> assertThat(get(MAPS + "/owner").code()).isEqualTo(404));
        assertThat(get(MAPS + "/child").body().path("metadata").has("ownerReferences"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, '', 200",
        "127.0.0.1:80, http://localhost:8080, 200",
        "'[::1]:1', '', 200",
        "evil.example, '', 403",
        "127.0.0.1.evil.example, '', 403",
        "localhost, http://evil.example, 403",
        "'', '', 403",
    })
    void answersThoseAloneWhoCallItByANameOfItsOwn(String host, String origin, int code) throws IOException {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), server.url().getPort())) {
            String head = "GET /version HTTP/1.1\r\nHost: %s\r\n%sConnection: close\r\n\r\n"
                    .formatted(host, origin.isEmpty() ? "" : "Origin: " + origin + "\r\n");
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            String status = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            assertThat(status).isEqualTo("HTTP/1.1 " + code);
        }
    }
}
