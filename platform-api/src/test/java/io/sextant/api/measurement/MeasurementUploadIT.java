package io.sextant.api.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.api.tenancy.PlatformRole;
import io.sextant.api.tenancy.TeamRole;
import io.sextant.api.testing.ApiTest;
import io.sextant.api.testing.People;
import io.sextant.planner.hardware.Precision;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ApiTest
class MeasurementUploadIT {
    private static final String PATH = "/api/v1/measurements";

    @Autowired
    MockMvcTester rest;

    @Autowired
    People people;

    @Autowired
    Measurements measurements;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JsonMapper json;

    private String bearer = "";

    @BeforeEach
    void signIn() {
        bearer = people.bearer(people.platform(PlatformRole.PLATFORM_ADMIN));
    }

    private MvcTestResult send(HttpMethod method, String path, String csv) {
        return rest.method(method)
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, bearer)
                .contentType("text/csv")
                .content(csv)
                .exchange();
    }

    private MvcTestResult upload(String title, String csv) {
        return send(HttpMethod.POST, PATH + "?title=" + title, csv);
    }

    private JsonNode body(MvcTestResult answer) throws Exception {
        return json.readTree(answer.getResponse().getContentAsString());
    }

    private static String unique() {
        return "source-" + UUID.randomUUID();
    }

    private int rows() {
        return jdbc.sql("select count(*) from measurement_point")
                .query(Integer.class)
                .single();
    }

    @Test
    void storesAFileShowsItsRowsAndTakesItOutAgain() throws Exception {
        String source = unique();
        Map<String, String> perGpu = MeasurementFiles.right(source, "per_gpu", "true");
        perGpu.put("requests_per_s", "0.2856");
        perGpu.put("output_tokens_per_s", "285.6");
        String csv = MeasurementFiles.file(
                MeasurementFiles.right(source),
                perGpu,
                MeasurementFiles.right(source, "concurrency_or_rate", "qps=inf"));
        MvcTestResult created = upload("first", csv);
        assertThat(created).hasStatus(201);
        String id = body(created).get("id").asString();
        assertThat(created).hasHeader(HttpHeaders.LOCATION, PATH + "/" + id);

        assertThat(measurements.forProfile(
                        "meta-llama/Meta-Llama-3-8B-Instruct", "A100-SXM-80GB", Precision.FP16, 2, 1))
                .filteredOn(point -> point.source().equals(source))
                .hasSize(3)
                .allSatisfy(point -> assertThat(point.outputTokensPerSecond()).isEqualTo(571.2));

        assertThat(send(HttpMethod.GET, PATH + "/" + id + "/rows?page_size=2", ""))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.items[*].line")
                .asArray()
                .containsExactly(2, 3);
        String token = body(send(HttpMethod.GET, PATH + "/" + id + "/rows?page_size=2", ""))
                .get("nextPageToken")
                .asString();
        assertThat(send(HttpMethod.GET, PATH + "/" + id + "/rows?page_size=2&page_token=" + token, ""))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.items[0].loadKind")
                .isEqualTo("unbounded");

        assertThat(upload("again", csv))
                .hasStatus(409)
                .bodyJson()
                .extractingPath("$.type")
                .isEqualTo("urn:sextant:problem:measurements-exist");
        assertThat(send(HttpMethod.DELETE, PATH + "/" + id, "")).hasStatus(204);
        assertThat(send(HttpMethod.DELETE, PATH + "/" + id, "")).hasStatus(404);
        assertThat(send(HttpMethod.GET, PATH + "/" + id, "")).hasStatus(404);
        assertThat(measurements.ofModel("meta-llama/Meta-Llama-3-8B-Instruct"))
                .noneMatch(point -> point.source().equals(source));
        assertThat(upload("again", csv)).hasStatus(201);
    }

    @Test
    void storesNothingWhereOneRowIsBad() {
        String source = unique();
        int before = rows();
        String csv = MeasurementFiles.file(
                MeasurementFiles.right(source),
                MeasurementFiles.right(source, "ttft_ms", "-1"),
                MeasurementFiles.right(source, "model", "Martian-9B"));
        assertThat(upload("bad", csv)).hasStatus(400).bodyJson().satisfies(body -> {
            body.assertThat().extractingPath("$.type").isEqualTo("urn:sextant:problem:measurements-refused");
            body.assertThat().extractingPath("$.detail").asString().startsWith("2 of 3 rows");
            body.assertThat()
                    .extractingPath("$.errors[*].pointer")
                    .asArray()
                    .containsExactly("/lines/3/ttft_ms", "/lines/4/model");
        });
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void findsRowsThatAnotherSetHas() {
        String source = unique();
        assertThat(upload("one", MeasurementFiles.file(MeasurementFiles.right(source))))
                .hasStatus(201);
        String csv =
                MeasurementFiles.file(MeasurementFiles.right(source, "ttft_ms", "41"), MeasurementFiles.right(source));
        assertThat(upload("two", csv))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.errors[0].message")
                .isEqualTo("This row is stored already: line 2 of \"one\".");
    }

    @Test
    void checksWithoutStoring() {
        int before = rows();
        String csv = MeasurementFiles.file(MeasurementFiles.right(unique()));
        assertThat(send(HttpMethod.POST, PATH + "?dry_run=true", csv))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.rows")
                .isEqualTo(1);
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void refusesEmptyHugeAndForeignBodies() {
        assertThat(upload("none", "")).hasStatus(400);
        assertThat(upload("none", MeasurementFiles.HEAD)).hasStatus(400);
        assertThat(upload("none", "x".repeat(MeasurementUpload.LONGEST_FILE + 1)))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.errors[0].code")
                .isEqualTo("too-large");
        assertThat(send(HttpMethod.GET, PATH + "?page_token=%21", "")).hasStatus(400);
        assertThat(send(HttpMethod.GET, PATH + "?page_token=eHl6", "")).hasStatus(400);
    }

    @Test
    void listsSetsAPageAtATime() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(upload("page-" + i, MeasurementFiles.file(MeasurementFiles.right(unique()))))
                    .hasStatus(201);
        }
        JsonNode first = body(send(HttpMethod.GET, PATH + "?page_size=2", ""));
        assertThat(first.get("items").size()).isEqualTo(2);
        JsonNode second = body(send(
                HttpMethod.GET,
                PATH + "?page_size=2&page_token=" + first.get("nextPageToken").asString(),
                ""));
        assertThat(second.get("items").valueStream().map(item -> item.get("id").asString()))
                .isNotEmpty()
                .doesNotContainAnyElementsOf(first.get("items")
                        .valueStream()
                        .map(item -> item.get("id").asString())
                        .toList());
    }

    @Test
    void keepsModelsAndGpusThatWereMeasured() throws Exception {
        String gpu = "MEASURED-" + UUID.randomUUID().toString().substring(0, 8);
        assertThat(rest.post()
                        .uri("/api/v1/gpus")
                        .header(HttpHeaders.AUTHORIZATION, bearer)
                        .contentType("application/json")
                        .content("""
                                {"name": "%1$s", "title": "%1$s", "productLabel": "%1$s", "memoryGib": 80,
                                 "memoryBandwidthGbS": 2000, "tflopsBf16": 312, "maxGpusPerNode": 8, "source": "sheet"}
                                """.formatted(gpu)))
                .hasStatus(201);
        MvcTestResult set = upload("of-" + gpu, MeasurementFiles.file(MeasurementFiles.right(unique(), "gpu", gpu)));
        assertThat(set).hasStatus(201);
        assertThat(removal(gpu))
                .hasStatus(409)
                .bodyJson()
                .extractingPath("$.detail")
                .asString()
                .contains("measurements are about it: of-" + gpu);
        assertThat(send(HttpMethod.DELETE, PATH + "/" + body(set).get("id").asString(), ""))
                .hasStatus(204);
        assertThat(removal(gpu)).hasStatus(204);
    }

    private MvcTestResult removal(String gpu) {
        return rest.delete()
                .uri("/api/v1/gpus/" + gpu)
                .header(HttpHeaders.AUTHORIZATION, bearer)
                .header(HttpHeaders.IF_MATCH, "\"0\"")
                .exchange();
    }

    @Test
    void letsOnlyPlatformAdministratorsUpload() {
        bearer = people.bearer(people.member(people.team(), TeamRole.MEMBER));
        assertThat(upload("mine", MeasurementFiles.file(MeasurementFiles.right(unique()))))
                .hasStatus(403);
        assertThat(send(HttpMethod.GET, PATH, "")).hasStatusOk();
    }
}
