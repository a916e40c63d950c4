package io.sextant.api.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.api.cluster.ClusterRegistration;
import io.sextant.api.tenancy.PlatformRole;
import io.sextant.api.tenancy.TeamRole;
import io.sextant.api.testing.ApiTest;
import io.sextant.api.testing.People;
import io.sextant.api.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.json.JsonMapper;

@ApiTest
class PriceAdministrationIT {
    @Autowired
    MockMvcTester rest;

    @Autowired
    PriceBook book;

    @Autowired
    ClusterRegistration clusters;

    @Autowired
    People people;

    @Autowired
    SettableClock clock;

    @Autowired
    JsonMapper json;

    @Autowired
    JdbcClient jdbc;

    private String bearer = "";
    private String gpu = "";

    @BeforeEach
    void aGpuOfItsOwn() {
        bearer = people.bearer(people.platform(PlatformRole.PLATFORM_ADMIN));
        clusters.ensure("priced-cluster", "Priced");
        gpu = "PRICED-" + UUID.randomUUID().toString().substring(0, 8);
        assertThat(post("/api/v1/gpus", """
                        {"name": "%1$s", "title": "%1$s", "productLabel": "%1$s", "memoryGib": 80,
                         "memoryBandwidthGbS": 2000, "tflopsBf16": 312, "maxGpusPerNode": 8, "source": "sheet"}
                        """.formatted(gpu))).hasStatus(201);
    }

    private MvcTestResult post(String path, String body) {
        return rest.post()
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, bearer)
                .contentType("application/json")
                .content(body)
                .exchange();
    }

    private MvcTestResult price(String more) {
        return post("/api/v1/prices", "{\"gpu\": \"%s\", \"source\": \"contract\"%s}".formatted(gpu, more));
    }

    private String priced(String more) throws Exception {
        MvcTestResult answer = price(more);
        assertThat(answer).hasStatus(201);
        return json.readTree(answer.getResponse().getContentAsString())
                .get("id")
                .asString();
    }

    private MvcTestResult end(String id, String body) {
        return post("/api/v1/prices/" + gpu + "/" + id + "/ending", body);
    }

    @Test
    void addsAPriceThatTheNextOneReplaces() throws Exception {
        Instant later = clock.instant().plus(Duration.ofDays(30));
        priced(", \"perGpuHour\": 2.5");
        priced(", \"perGpuHour\": 2.25, \"effectiveFrom\": \"%s\"".formatted(later));
        assertThat(book.history(gpu))
                .satisfiesExactly(next -> assertThat(next.until()).isNull(), first -> {
                    assertThat(first.until()).isEqualTo(later);
                    assertThat(first.ending()).isNull();
                    assertThat(first.recordedBy()).startsWith("person-");
                });
        assertThat(price(", \"perGpuHour\": 3, \"effectiveFrom\": \"%s\"".formatted(later)))
                .hasStatus(409)
                .bodyJson()
                .extractingPath("$.type")
                .isEqualTo("urn:sextant:problem:price-exists");
    }

    @Test
    void endsAPriceAndFallsBackToThatOfAllClusters() throws Exception {
        priced(", \"perGpuHour\": 2");
        String own = priced(", \"perGpuHour\": 1, \"cluster\": \"priced-cluster\"");
        Instant end = clock.instant().plus(Duration.ofDays(2));
        assertThat(book.price("priced-cluster", gpu, end).usdPerGpuHour()).isEqualByComparingTo("1");
        assertThat(end(own, "{\"effectiveFrom\": \"%s\", \"reason\": \"contract over\"}".formatted(end)))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.endReason")
                .isEqualTo("contract over");
        assertThat(book.price("priced-cluster", gpu, end).usdPerGpuHour()).isEqualByComparingTo("2");
        assertThat(book.price("priced-cluster", gpu, end.minusMillis(1)).usdPerGpuHour())
                .isEqualByComparingTo("1");
        assertThat(end(own, "{\"effectiveFrom\": \"%s\", \"reason\": \"again\"}".formatted(end)))
                .hasStatus(409);
    }

    @Test
    void leavesNoPriceWhereTheOnlyOneEnds() throws Exception {
        String id = priced(", \"perGpuHour\": 2");
        Instant end = clock.instant().plus(Duration.ofDays(1));
        assertThat(end(id, "{\"effectiveFrom\": \"%s\", \"reason\": \"sold\"}".formatted(end)))
                .hasStatusOk();
        assertThat(book.find("priced-cluster", gpu, end)).isEmpty();
        assertThat(book.pricesOn("priced-cluster", end)).doesNotContainKey(gpu);
        assertThat(book.inForce(end)).noneMatch(price -> price.gpu().equals(gpu));
        assertThat(book.inForce(end.minusMillis(1)))
                .anyMatch(price -> price.gpu().equals(gpu));
    }

    @Test
    void goesOnWithWhatHeldBeforeAPriceThatIsWithdrawn() throws Exception {
        priced(", \"perGpuHour\": 2");
        Instant start = clock.instant().plus(Duration.ofDays(5));
        String from = ", \"effectiveFrom\": \"%s\"".formatted(start);
        String future = priced(", \"perGpuHour\": 9" + from);
        assertThat(withdraw(future, "mistyped"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.withdrawnBecause")
                .isEqualTo("mistyped");
        assertThat(book.price("priced-cluster", gpu, start).usdPerGpuHour()).isEqualByComparingTo("2");
        assertThat(book.timeline().find("priced-cluster", gpu, start))
                .hasValueSatisfying(price -> assertThat(price.usdPerGpuHour()).isEqualByComparingTo("2"));
        priced(", \"perGpuHour\": 8" + from);
        assertThat(book.price("priced-cluster", gpu, start).usdPerGpuHour()).isEqualByComparingTo("8");
        assertThat(book.history(gpu))
                .satisfiesExactly(
                        next -> assertThat(next.isToCome(clock.instant())).isTrue(),
                        withdrawn -> {
                            assertThat(withdrawn.price().id()).hasToString(future);
                            assertThat(withdrawn.isOver(clock.instant())).isTrue();
                            assertThat(withdrawn.until()).isNull();
                        },
                        first -> assertThat(first.until()).isEqualTo(start));
        assertThat(withdraw(future, "again")).hasStatus(409);
        assertThat(jdbc.sql("select reason from audit_entry where action = 'price.withdraw' and object_id = :id")
                        .param("id", future)
                        .query(String.class)
                        .list())
                .containsExactly("mistyped");
    }

    @Test
    void goesOnWithAPriceWhoseEndingIsWithdrawn() throws Exception {
        String id = priced(", \"perGpuHour\": 2");
        Instant end = clock.instant().plus(Duration.ofDays(5));
        assertThat(withdraw(id + "/ending", "there is none")).hasStatus(404);
        assertThat(end(id, "{\"effectiveFrom\": \"%s\", \"reason\": \"sold\"}".formatted(end)))
                .hasStatusOk();
        assertThat(price(", \"perGpuHour\": 3, \"effectiveFrom\": \"%s\"".formatted(end)))
                .as("the ending would win, and the price never hold")
                .hasStatus(409);
        assertThat(withdraw(id + "/ending", "not sold")).hasStatusOk();
        assertThat(book.price("priced-cluster", gpu, end).usdPerGpuHour()).isEqualByComparingTo("2");
        priced(", \"perGpuHour\": 3, \"effectiveFrom\": \"%s\"".formatted(end));
    }

    @Test
    void withdrawsNothingThatHasBegunAndNothingWithoutAReason() throws Exception {
        String begun = priced(", \"perGpuHour\": 2");
        Instant start = clock.instant().plus(Duration.ofDays(5));
        String future = priced(", \"perGpuHour\": 9, \"effectiveFrom\": \"%s\"".formatted(start));
        assertThat(withdraw(begun, "too late"))
                .hasStatus(409)
                .bodyJson()
                .extractingPath("$.type")
                .isEqualTo("urn:sextant:problem:price-begun");
        assertThat(withdraw(future, "")).hasStatus(400);
        assertThat(end(future, "{\"effectiveFrom\": \"%s\", \"reason\": \"withdrawn\"}".formatted(start)))
                .as("an ending would leave no price at all")
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.errors[0].code")
                .isEqualTo("before-its-start");
        bearer = people.bearer(people.member(people.team(), TeamRole.TEAM_ADMIN));
        assertThat(withdraw(future, "not mine")).hasStatus(403);
        assertThat(withdraw(future + "/ending", "not mine")).hasStatus(403);
    }

    private MvcTestResult withdraw(String path, String reason) {
        return rest.delete()
                .uri("/api/v1/prices/" + gpu + "/" + path + "?reason={reason}", reason)
                .header(HttpHeaders.AUTHORIZATION, bearer)
                .exchange();
    }

    @Test
    void refusesPricesThatCannotBe() {
        Instant past = clock.instant().minus(Duration.ofDays(1));
        assertThat(price(
                        ", \"perGpuHour\": -1, \"currency\": \"EUR\", \"effectiveFrom\": \"%s\", \"readOn\": \"2199-01-01\""
                                .formatted(past)))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.errors[*].pointer")
                .asArray()
                .containsExactlyInAnyOrder("/perGpuHour", "/currency", "/effectiveFrom", "/readOn");
        assertThat(price("")).hasStatus(400);
        assertThat(price(", \"perGpuHour\": 2, \"cluster\": \"nowhere\"")).hasStatus(404);
        assertThat(price(", \"perGpuHour\": 2, \"colour\": \"blue\"")).hasStatus(400);
        assertThat(end(UUID.randomUUID().toString(), "{\"reason\": \"x\"}")).hasStatus(404);
    }

    @Test
    void keepsAGpuProductWhilePricesAreAlive() throws Exception {
        String id = priced(", \"perGpuHour\": 2");
        assertThat(removal()).hasStatus(409);
        assertThat(end(id, "{\"reason\": \"sold\"}")).hasStatusOk();
        assertThat(removal()).hasStatus(204);
    }

    private MvcTestResult removal() {
        return rest.delete()
                .uri("/api/v1/gpus/" + gpu)
                .header(HttpHeaders.AUTHORIZATION, bearer)
                .header(HttpHeaders.IF_MATCH, "\"0\"")
                .exchange();
    }

    @Test
    void letsOnlyPlatformAdministratorsWrite() {
        bearer = people.bearer(people.member(people.team(), TeamRole.TEAM_ADMIN));
        assertThat(price(", \"perGpuHour\": 2")).hasStatus(403);
    }
}
