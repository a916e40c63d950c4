package io.sextant.api.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.api.tenancy.PlatformRole;
import io.sextant.api.tenancy.TeamRole;
import io.sextant.api.testing.ApiTest;
import io.sextant.api.testing.People;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@ApiTest
class CatalogAdministrationIT {
    private static final String GPU = """
            {"name": "%s", "title": "Test GPU", "productLabel": "%s", "memoryGib": 141, "memoryType": "HBM3e",
             "memoryBandwidthGbS": 4800, "tflopsBf16": 989, "tflopsFp8": 1979, "nvlinkGbS": 900, "pcie": "5.0 x16",
             "boardPowerW": 700, "maxGpusPerNode": 8, "source": "data sheet"}
            """;

    @Autowired
    MockMvcTester rest;

    @Autowired
    People people;

    @Autowired
    Catalog catalog;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JsonMapper json;

    private String bearer = "";

    @BeforeEach
    void signIn() {
        bearer = people.bearer(people.platform(PlatformRole.PLATFORM_ADMIN));
    }

    private String model(String nimId, @Nullable String image, String file) throws IOException {
        ObjectNode body = json.createObjectNode();
        body.put("nimId", nimId);
        body.put("weights", "Qwen/Qwen3-" + nimId.hashCode());
        body.put("title", "Title of " + nimId);
        body.put("publisher", "Test Publisher");
        if (image != null) {
            body.put("image", image);
        }
        try (InputStream config =
                Objects.requireNonNull(CatalogAdministrationIT.class.getResourceAsStream("config/" + file + ".json"))) {
            body.set("config", json.readTree(new String(config.readAllBytes(), StandardCharsets.UTF_8)));
        }
        return body.toString();
    }

    private MvcTestResult send(HttpMethod method, String path, @Nullable String ifMatch, String body) {
        var request = rest.method(method)
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, bearer)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body);
        return ifMatch == null
                ? request.exchange()
                : request.header(HttpHeaders.IF_MATCH, ifMatch).exchange();
    }

    private static String unique(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    @Test
    void previewsAModelWithoutAddingIt() throws IOException {
        String id = "test/" + unique("preview");
        assertThat(send(HttpMethod.POST, "/api/v1/models?dry_run=true", null, model(id, null, "qwen3-30b-a3b")))
                .hasStatusOk()
                .bodyJson()
                .satisfies(body -> {
                    body.assertThat()
                            .extractingPath("$.architecture.kvBytesPerToken16Bit")
                            .isEqualTo(98304.0);
                    body.assertThat().extractingPath("$.deployable").isEqualTo(false);
                    body.assertThat().extractingPath("$.weights[0].precision").isEqualTo("fp8");
                    body.assertThat().extractingPath("$.profiles.length()").isEqualTo(8);
                });
        assertThat(catalog.hasModel(id)).isFalse();
    }

    @Test
    void addsAModelThatCanBePlannedAtOnceAndDeployedOnceItHasAnImage() throws IOException {
        String id = "test/" + unique("lifecycle");
        String path = "/api/v1/models/" + id;
        assertThat(send(HttpMethod.POST, "/api/v1/models", null, model(id, null, "qwen3-32b")))
                .hasStatus(201)
                .hasHeader(HttpHeaders.LOCATION, path)
                .hasHeader(HttpHeaders.ETAG, "\"0\"");
        CatalogModel added = catalog.model(id);
        assertThat(added.isDeployable()).isFalse();
        assertThat(added.profiles())
                .extracting(NimProfile::technicalName)
                .containsExactly(
                        "vllm-fp8-tp1-pp1",
                        "vllm-fp8-tp2-pp1",
                        "vllm-fp8-tp4-pp1",
                        "vllm-fp8-tp8-pp1",
                        "vllm-bf16-tp1-pp1",
                        "vllm-bf16-tp2-pp1",
                        "vllm-bf16-tp4-pp1",
                        "vllm-bf16-tp8-pp1");

        String change = """
                {"title": "Renamed", "publisher": "Test Publisher", "image": "nvcr.io/nim/test/renamed:2.0.1",
                 "totalParametersB": 33}
                """;
        assertThat(send(HttpMethod.PUT, path, null, change)).hasStatus(428);
        assertThat(send(HttpMethod.PUT, path, "\"7\"", change)).hasStatus(412);
        assertThat(send(HttpMethod.PUT, path, "\"0\"", change))
                .hasStatusOk()
                .hasHeader(HttpHeaders.ETAG, "\"1\"")
                .bodyJson()
                .extractingPath("$.deployable")
                .isEqualTo(true);
        assertThat(catalog.model(id).parametersB()).isEqualTo(33);
        assertThat(catalog.model(id).metricFamily()).isEqualTo(MetricFamily.VLLM);

        assertThat(send(HttpMethod.POST, path + "/deprecation", "\"1\"", "{}"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.lifecycle")
                .isEqualTo("deprecated");
        assertThat(send(HttpMethod.DELETE, path + "/deprecation", "\"2\"", "{}"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.lifecycle")
                .isEqualTo("ga");
        assertThat(send(HttpMethod.DELETE, path, "\"2\"", "")).hasStatus(412);
        assertThat(send(HttpMethod.DELETE, path, "\"3\"", "")).hasStatus(204);
        assertThat(send(HttpMethod.GET, path, null, "")).hasStatus(404);
        assertThat(jdbc.sql("select action from catalog_change where name = :id order by id")
                        .param("id", id)
                        .query(String.class)
                        .list())
                .containsExactly("added", "edited", "deprecated", "restored", "removed");
    }

    @Test
    void refusesADuplicateWithItsRemedyAndWhatCameWithThePlatform() throws IOException {
        assertThat(send(
                        HttpMethod.POST,
                        "/api/v1/models",
                        null,
                        model("meta/llama-3.1-8b-instruct", null, "llama-3.1-8b")))
                .hasStatus(409)
                .bodyJson()
                .satisfies(body -> {
                    body.assertThat().extractingPath("$.type").isEqualTo("urn:sextant:problem:model-exists");
                    body.assertThat().extractingPath("$.remedy").asString().contains("another NIM id");
                });
        assertThat(send(HttpMethod.DELETE, "/api/v1/models/meta/llama-3.1-8b-instruct", "\"0\"", ""))
                .hasStatus(409)
                .bodyJson()
                .extractingPath("$.type")
                .isEqualTo("urn:sextant:problem:shipped-with-the-platform");
        assertThat(send(HttpMethod.DELETE, "/api/v1/models/meta/llama-9", "\"0\"", ""))
                .hasStatus(404);
    }

    @Test
    void namesEveryFaultOfADraftAtOnce() throws IOException {
        ObjectNode body = (ObjectNode) json.readTree(model("Test/Upper", "noTag", "qwen3-32b"));
        body.put("title", "");
        ((ObjectNode) body.get("config")).remove("hidden_size");
        assertThat(send(HttpMethod.POST, "/api/v1/models", null, body.toString()))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.errors[*].pointer")
                .asArray()
                .contains("/nimId", "/image", "/title", "/config/hidden_size");
        body.put("colour", "blue");
        assertThat(send(HttpMethod.POST, "/api/v1/models", null, body.toString()))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.errors[0].code")
                .isEqualTo("unknown-field");
        assertThat(send(HttpMethod.POST, "/api/v1/models", null, "{\"nimId\": \"test/x\"}"))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.errors[0].pointer")
                .isEqualTo("/config");
    }

    @Test
    void refusesAHugeConfiguration() throws IOException {
        ObjectNode body = (ObjectNode) json.readTree(model("test/" + unique("huge"), null, "qwen3-32b"));
        ((ObjectNode) body.get("config")).put("padding", "x".repeat(300_000));
        assertThat(send(HttpMethod.POST, "/api/v1/models", null, body.toString()))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.errors[0].code")
                .isEqualTo("too-large");
    }

    @Test
    void addsEditsAndRemovesAGpuProduct() {
        String name = unique("TEST-GPU");
        String path = "/api/v1/gpus/" + name;
        assertThat(send(HttpMethod.POST, "/api/v1/gpus", null, GPU.formatted(name, name + "-LABEL")))
                .hasStatus(201)
                .hasHeader(HttpHeaders.ETAG, "\"0\"")
                .bodyJson()
                .extractingPath("$.allreduceGbS")
                .isEqualTo(450.0);
        assertThat(catalog.gpuByLabel(name + "-LABEL")).isPresent();
        assertThat(send(HttpMethod.POST, "/api/v1/gpus", null, GPU.formatted(name + "-B", name + "-LABEL")))
                .hasStatus(409);
        assertThat(send(HttpMethod.POST, "/api/v1/gpus", null, GPU.formatted(name, "other")))
                .hasStatus(409);
        assertThat(send(
                        HttpMethod.PUT,
                        path,
                        "\"0\"",
                        GPU.formatted(name, name + "-LABEL").replace("4800", "8000")))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.memoryBandwidthGbS")
                .isEqualTo(8000.0);
        assertThat(send(HttpMethod.DELETE, path, "\"0\"", "")).hasStatus(412);
        assertThat(send(HttpMethod.DELETE, path, "\"1\"", "")).hasStatus(204);
        assertThat(catalog.gpuByLabel(name + "-LABEL")).isEmpty();
        assertThat(send(HttpMethod.DELETE, "/api/v1/gpus/L4", "\"0\"", "")).hasStatus(409);
    }

    @Test
    void findsWrongUnitsAndContradictionsInADataSheet() {
        String sheet = GPU.formatted("x/y", "bad label")
                .replace("4800", "4.8")
                .replace("1979", "500")
                .replace("\"maxGpusPerNode\": 8", "\"maxGpusPerNode\": 0");
        assertThat(send(HttpMethod.POST, "/api/v1/gpus", null, sheet))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.errors[*].pointer")
                .asArray()
                .contains("/name", "/productLabel", "/memoryBandwidthGbS", "/tflopsFp8", "/maxGpusPerNode");
    }

    @Test
    void letsOnlyPlatformAdministratorsWrite() throws IOException {
        bearer = people.bearer(people.member(people.team(), TeamRole.TEAM_ADMIN));
        assertThat(send(HttpMethod.POST, "/api/v1/models", null, model("test/not-mine", null, "qwen3-32b")))
                .hasStatus(403);
        assertThat(send(HttpMethod.POST, "/api/v1/gpus", null, GPU.formatted("NOT-MINE", "x")))
                .hasStatus(403);
        bearer = people.bearer(people.platform(PlatformRole.AUDITOR));
        assertThat(send(HttpMethod.DELETE, "/api/v1/gpus/L4", "\"0\"", "")).hasStatus(403);
    }
}
