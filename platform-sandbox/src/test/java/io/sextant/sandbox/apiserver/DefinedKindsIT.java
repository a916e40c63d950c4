package io.sextant.sandbox.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.sandbox.apiserver.kind.Documents;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Objects of kinds that came in files, as an API server with those definitions answers. */
class DefinedKindsIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static SandboxApiServer server;

    private record Answer(int code, JsonNode body) {
        List<String> faults() {
            return StreamSupport.stream(body.path("details").path("causes").spliterator(), false)
                    .map(cause -> "%s %s %s"
                            .formatted(
                                    cause.path("field").asString(),
                                    cause.path("reason").asString(),
                                    cause.path("message").asString()))
                    .toList();
        }
    }

    static Path definitions() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(
                                DefinedKindsIT.class.getResource("/io/sextant/sandbox/definitions/workshop.yaml"))
                        .toURI())
                .getParent();
    }

    @BeforeAll
    static void start() throws Exception {
        server = SandboxApiServer.start(SandboxApiServer.Options.inMemory().withDefinitions(definitions()));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Answer send(String method, String path, String type, String body)
            throws IOException, InterruptedException {
        HttpResponse<String> response = HTTP.send(
                HttpRequest.newBuilder(URI.create(server.url() + path))
                        .header("Content-Type", type)
                        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        return new Answer(response.statusCode(), Documents.json(response.body()).node());
    }

    private static String robot(String name, String spec) {
        return """
                {"apiVersion": "workshop.example/v1", "kind": "Robot", "metadata": {"name": "%s"}, "spec": %s}""".formatted(name, spec);
    }

    private static Answer create(String name, String spec) throws IOException, InterruptedException {
        return send("POST", ROBOTS + "?fieldValidation=Strict", "application/json", robot(name, spec));
    }

    private static Answer merge(String name, String spec) throws IOException, InterruptedException {
        return send("PATCH", ROBOTS + "/" + name, "application/merge-patch+json", "{\"spec\": %s}".formatted(spec));
    }

    private static final String ROBOTS = "/apis/workshop.example/v1/namespaces/default/robots";

    private static String name(TestInfo test) {
        return test.getTestMethod().orElseThrow().getName().toLowerCase(java.util.Locale.ROOT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
        {} ; spec.model FieldValueRequired Required value
        {"model": "a"} ; spec.model FieldValueInvalid Invalid value: "a": spec.model in body should be at least 2 chars long
        {"model": "abcdefghi"} ; spec.model FieldValueTooLong Too long: may not be more than 8 bytes
        {"model": "Ab"} ; spec.model FieldValueInvalid Invalid value: "Ab": spec.model in body should match '^[a-z]+'
        {"model": 5} ; spec.model FieldValueTypeInvalid Invalid value: "integer": spec.model in body must be of type string: "integer"
        {"model": null} ; spec.model FieldValueTypeInvalid Invalid value: "null": spec.model in body must be of type string: "null"
        {"model": "ab", "mode": "fly"} ; spec.mode FieldValueNotSupported Unsupported value: "fly": supported values: "walk", "roll"
        {"model": "ab", "replicas": -1} ; spec.replicas FieldValueInvalid Invalid value: -1: spec.replicas in body should be greater than or equal to 0
        {"model": "ab", "replicas": 10} ; spec.replicas FieldValueInvalid Invalid value: 10: spec.replicas in body should be less than or equal to 9
        {"model": "ab", "weight": 0} ; spec.weight FieldValueInvalid Invalid value: 0: spec.weight in body should be greater than 0
        {"model": "ab", "memory": "1Ti"} ; spec.memory FieldValueInvalid Invalid value: "1Ti": spec.memory in body should match '^[0-9]+(Ki|Mi|Gi)?$'
        {"model": "ab", "until": "soon"} ; spec.until FieldValueTypeInvalid Invalid value: "soon": spec.until in body must be of type date-time: "soon"
        {"model": "ab", "labels": {"a": "long"}} ; spec.labels.a FieldValueTooLong Too long: may not be more than 3 bytes
        {"model": "ab", "labels": {"a": "", "b": "", "c": ""}} ; spec.labels FieldValueTooMany Too many: 3: must have at most 2 items
        {"model": "ab", "colours": ["a", "b", "c", "d"]} ; spec.colours FieldValueTooMany Too many: 4: must have at most 3 items
        {"model": "ab", "colours": ["a", "a"]} ; spec.colours[1] FieldValueDuplicate Duplicate value: "a"
        {"model": "ab", "tools": [{"name": "saw"}, {"name": "saw"}]} ; spec.tools[1] FieldValueDuplicate Duplicate value: {"name":"saw","side":"left"}
        {"model": "ab", "tools": [{}]} ; spec.tools[0].name FieldValueRequired Required value
        {"model": "ab", "power": {}} ; spec.power FieldValueInvalid Invalid value: "object": "spec.power" must validate one and only one schema (oneOf). Found none valid
        {"model": "ab", "single": true, "replicas": 2} ; spec.replicas FieldValueInvalid Invalid value: "object": a single robot has one replica at most
        {"model": "ab", "arms": 3} ; spec FieldValueInvalid Invalid value: "object": arms come in pairs, not 3
        {"model": "ab", "namespace": "y"} ; spec FieldValueInvalid Invalid value: "object": failed rule: !has(self.__namespace__) || self.__namespace__.startsWith('x')
        {"model": "ab", "until": "2020-01-01T00:00:30Z", "rest": "1m"} ; spec FieldValueInvalid Invalid value: "object": too short
        {"model": "ab", "memory": 5} ; spec FieldValueRequired Required value: needs more than 1Gi
        """)
    void refusesWhatTheSchemaOrARuleForbidsAndNamesTheField(String spec, String fault) throws Exception {
        Answer answer = create("broken", spec);

        assertThat(answer.code()).as(answer.body().toString()).isEqualTo(422);
        assertThat(answer.body().path("reason").asString()).isEqualTo("Invalid");
        assertThat(answer.body().path("message").asString())
                .startsWith("Robot.workshop.example \"broken\" is invalid:");
        assertThat(answer.faults()).contains(fault);
    }

    @Test
    void saysThatRulesWereNotAskedOfAnObjectThatDoesNotFit() throws Exception {
        Answer answer = create("broken", "{\"arms\": 3}");

        assertThat(answer.faults())
                .containsExactly(
                        "spec.model FieldValueRequired Required value",
                        "<nil> FieldValueInvalid Invalid value: null: some validation rules were not checked because the"
                                + " object was invalid; correct the existing errors to complete validation");
    }

    @Test
    void fillsInDefaultsKeepsNullsThatCountAndPrunesTheRest(TestInfo test) throws Exception {
        String spec = """
                {"model": "ab", "note": null, "mode": null, "free": {"any": {"thing": 1}}, "tools": [{"name": "saw"}]}""";
        Answer made = create(name(test), spec);

        assertThat(made.code()).as(made.body().toString()).isEqualTo(201);
        JsonNode stored = made.body().path("spec");
        assertThat(stored.path("mode").asString()).isEqualTo("roll");
        assertThat(stored.path("note").isNull()).isTrue();
        assertThat(stored.path("free").path("any").path("thing").asInt()).isEqualTo(1);
        assertThat(stored.path("tools").path(0).toString()).contains("\"side\":\"left\"", "\"size\":1");

        Answer strict = create("typo", "{\"model\": \"ab\", \"power\": {\"gas\": \"x\", \"cable\": \"\"}}");
        assertThat(strict.code()).isEqualTo(400);
        assertThat(strict.body().path("message").asString()).contains("unknown field \"spec.power.gas\"");
        Answer pruned = send(
                "POST",
                ROBOTS + "?fieldValidation=Ignore",
                "application/json",
                robot("pruned", "{\"model\": \"ab\", \"power\": {\"gas\": \"x\", \"cable\": \"\"}}"));
        assertThat(pruned.body().path("spec").path("power").propertyNames()).containsExactly("cable");
    }

    @Test
    void comparesChangesWithWhatWasThereAndLeavesTheUnchangedAlone(TestInfo test) throws Exception {
        String name = name(test);
        String spec = "{\"model\": \"ab\", \"serial\": \"s1\", \"tools\": [{\"name\": \"saw\", \"size\": 2}]}";
        assertThat(create(name, spec).code()).isEqualTo(201);

        assertThat(merge(name, "{\"serial\": \"s2\"}").faults())
                .containsExactly("spec.serial FieldValueInvalid Invalid value: \"string\": serial is immutable");
        assertThat(merge(name, "{\"serial\": null}").faults())
                .containsExactly("spec FieldValueForbidden Forbidden: serial can neither be added nor taken away");
        assertThat(merge(name, "{\"tools\": [{\"name\": \"axe\"}, {\"name\": \"saw\", \"size\": 1}]}")
                        .faults())
                .containsExactly("spec.tools[1] FieldValueInvalid Invalid value: \"object\": tools do not shrink");
        assertThat(merge(name, "{\"tools\": [{\"name\": \"axe\"}, {\"name\": \"saw\", \"size\": 3}]}")
                        .code())
                .isEqualTo(200);
    }

    @Test
    void sharesAListByItsKeysAmongThoseWhoApply(TestInfo test) throws Exception {
        String name = name(test);
        for (String tool : List.of("saw", "axe")) {
            Answer applied = send(
                    "PATCH",
                    ROBOTS + "/" + name + "?fieldManager=" + tool,
                    "application/apply-patch+yaml",
                    robot(
                            name,
                            "{\"model\": \"ab\", \"tools\": [{\"name\": \"%s\", \"side\": \"left\"}]}"
                                    .formatted(tool)));
            assertThat(applied.code()).as(applied.body().toString()).isIn(200, 201);
        }
        Answer there = send("GET", ROBOTS + "/" + name, "application/json", "");
        assertThat(there.body().path("spec").path("tools")).hasSize(2);
        Answer again = send(
                "PATCH",
                ROBOTS + "/" + name + "?fieldManager=saw",
                "application/apply-patch+yaml",
                robot(name, "{\"model\": \"ab\", \"tools\": []}"));
        assertThat(again.body().path("spec").path("tools")).hasSize(1);
        assertThat(again.body().path("spec").path("tools").path(0).path("name").asString())
                .isEqualTo("axe");
    }

    @Test
    void servesTheKindsWithTheirColumnsScaleAndStatus(TestInfo test) throws Exception {
        String name = name(test);
        assertThat(create(name, "{\"model\": \"ab\", \"replicas\": 2}").code()).isEqualTo(201);

        Answer scale = send("GET", ROBOTS + "/" + name + "/scale", "application/json", "");
        assertThat(scale.body().path("spec").path("replicas").asInt()).isEqualTo(2);
        Answer status = send(
                "PATCH",
                ROBOTS + "/" + name + "/status",
                "application/merge-patch+json",
                "{\"status\": {\"state\": \"Lazy\"}}");
        assertThat(status.faults())
                .first()
                .isEqualTo("status.state FieldValueNotSupported Unsupported value: \"Lazy\": supported values:"
                        + " \"Idle\", \"Busy\"");
        Answer hall = send(
                "POST",
                "/apis/workshop.example/v1/halls",
                "application/json",
                "{\"apiVersion\": \"workshop.example/v1\", \"kind\": \"Hall\", \"metadata\": {\"name\": \"a\"}}");
        assertThat(hall.code()).isEqualTo(201);
        Answer definition = send(
                "GET",
                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/robots.workshop.example",
                "application/json",
                "");
        assertThat(definition.body().path("spec").path("versions")).hasSize(2);
    }
}
