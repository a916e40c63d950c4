package io.sextant.api.auditing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.api.audit.AuditChain;
import io.sextant.api.cluster.ClusterAdministration;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.PlatformRole;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.TeamRole;
import io.sextant.api.testing.ApiTest;
import io.sextant.api.testing.People;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ApiTest
class AuditRestIT {
    @Autowired
    MockMvcTester rest;

    @Autowired
    People people;

    @Autowired
    ClusterAdministration clusters;

    @Autowired
    AuditChain chain;

    @Autowired
    JsonMapper json;

    String auditor = "";
    final String cluster = "audited-" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void anAuditor() {
        auditor = people.bearer(people.platform(PlatformRole.AUDITOR));
    }

    @Test
    void tellsAnAuditorWhoDidWhatFromWhere() {
        Actor admin = people.platform(PlatformRole.PLATFORM_ADMIN);
        String token = people.bearer(admin);
        assertThat(rest.post()
                        .uri("/api/v1/clusters")
                        .header(HttpHeaders.AUTHORIZATION, token)
                        .header("X-Request-Id", "request-" + cluster)
                        .contentType("application/json")
                        .content("{\"name\": \"%s\", \"title\": \"Berlin\"}".formatted(cluster)))
                .hasStatus(201);
        link();

        JsonNode entry = items("?action=cluster.register&object=" + cluster).get(0);
        assertThat(entry.get("actor").asString()).isEqualTo(admin.username());
        assertThat(entry.get("tokenId").asString()).isEqualTo(token.split("_", 3)[1]);
        assertThat(entry.get("requestId").asString()).isEqualTo("request-" + cluster);
        assertThat(entry.get("address").asString()).isEqualTo("127.0.0.1");
        assertThat(entry.get("result").asString()).isEqualTo("DONE");
        assertThat(entry.get("after").get("title").asString()).isEqualTo("Berlin");
        assertThat(entry.get("link").get("hash").asString()).hasSize(64);
        assertThat(get("/entries/" + entry.get("id").asLong()))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.action")
                .isEqualTo("cluster.register");
        assertThat(get("/entries/999999999")).hasStatus(404);
    }

    @Test
    void tellsWhatWasRefusedByRoleAndByTeam() {
        Team team = people.team();
        Actor viewer = people.member(team, TeamRole.VIEWER);
        String token = people.bearer(viewer);
        assertThat(rest.get().uri("/api/v1/audit/entries").header(HttpHeaders.AUTHORIZATION, token))
                .hasStatus(403);
        assertThat(rest.get().uri("/api/v1/teams/" + people.team().slug()).header(HttpHeaders.AUTHORIZATION, token))
                .hasStatus(404);
        assertThat(rest.get().uri("/api/v1/teams/never-was-there").header(HttpHeaders.AUTHORIZATION, token))
                .hasStatus(404);

        JsonNode denied = items("?result=DENIED&actor=" + viewer.username());
        assertThat(denied).hasSize(2);
        assertThat(denied.get(0).get("objectId").asString()).startsWith("GET /api/v1/teams/");
        assertThat(denied.get(1).get("objectId").asString()).isEqualTo("GET /api/v1/audit/entries");
        assertThat(denied.get(1).get("after").get("status").asInt()).isEqualTo(403);
    }

    @Test
    void pagesFromTheNewestOnAndExportsTheSame() {
        Actor admin = people.platform(PlatformRole.PLATFORM_ADMIN);
        clusters.register(cluster, "Berlin", admin);
        clusters.joinToken(cluster, admin);
        clusters.revoke(cluster, admin);

        JsonNode first = body(get("/entries?page_size=2&object=" + cluster));
        assertThat(first.get("items").get(0).get("action").asString()).isEqualTo("cluster.revoke-access");
        JsonNode second = body(get("/entries?page_size=2&object=" + cluster + "&page_token="
                + first.get("nextPageToken").asString()));
        assertThat(second.get("items")).hasSize(2);
        assertThat(second.get("items").get(1).get("action").asString()).isEqualTo("cluster.register");
        assertThat(second.has("nextPageToken")).isFalse();
        assertThat(get("/entries?page_token=bm90LWEtbnVtYmVy")).hasStatus(400);

        String lines = new String(
                get("/export?object=" + cluster).getResponse().getContentAsByteArray(),
                java.nio.charset.StandardCharsets.UTF_8);
        assertThat(lines.lines())
                .hasSize(4)
                .allSatisfy(
                        line -> assertThat(json.readTree(line).get("objectId").asString())
                                .isEqualTo(cluster))
                .noneMatch(line -> line.contains("sxj_"));
    }

    @Test
    void verifiesTheChainAgainstALinkNotedBefore() {
        clusters.register(cluster, "Berlin", people.platform(PlatformRole.PLATFORM_ADMIN));
        link();
        AuditChain.Head head = chain.head();

        assertThat(get("/verification?position=%d&hash=%s".formatted(head.position(), head.hash())))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("{\"intact\": true}");
        assertThat(get("/verification?position=%d&hash=%s".formatted(head.position(), "ab".repeat(32))))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("{\"intact\": false, \"broken\": {\"position\": %d}}".formatted(head.position()));
        assertThat(get("/verification?position=1")).hasStatus(400);
    }

    private void link() {
        while (chain.link() > 0) {
            assertThat(chain.head().position()).isPositive();
        }
    }

    private MvcTestResult get(String path) {
        return rest.get()
                .uri("/api/v1/audit" + path)
                .header(HttpHeaders.AUTHORIZATION, auditor)
                .exchange();
    }

    private JsonNode items(String query) {
        return body(get("/entries" + query)).get("items");
    }

    private JsonNode body(MvcTestResult answer) {
        assertThat(answer).hasStatusOk();
        return json.readTree(answer.getResponse().getContentAsByteArray());
    }
}
