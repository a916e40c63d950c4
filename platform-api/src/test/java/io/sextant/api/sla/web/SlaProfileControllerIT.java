package io.sextant.api.sla.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.TeamRole;
import io.sextant.api.testing.ApiTest;
import io.sextant.api.testing.People;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@ApiTest
class SlaProfileControllerIT {
    private static final String PATH = "/api/v1/sla-profiles";
    private static final String TERMS =
            "\"mode\":\"online\",\"percentile\":\"p95\",\"ttftMs\":150,\"itlMs\":25,\"inputTokens\":512,\"outputTokens\":256";

    @Autowired
    MockMvcTester rest;

    @Autowired
    People people;

    private Team team;
    private String keeper;

    @BeforeEach
    void someTeam() {
        team = people.team();
        keeper = people.bearer(people.member(team, TeamRole.TEAM_ADMIN));
    }

    @Test
    void createsReadsEditsRetiresAndRestores() throws Exception {
        MvcTestResult created = send(HttpMethod.POST, PATH, keeper, null, body("Chat of the team"));
        assertThat(created).hasStatus(201).hasHeader(HttpHeaders.ETAG, "\"0\"");
        String id = JsonPath.read(created.getResponse().getContentAsString(), "$.id");
        assertThat(created).hasHeader(HttpHeaders.LOCATION, PATH + "/" + id);

        MvcTestResult edited =
                send(HttpMethod.PUT, PATH + "/" + id, keeper, "\"0\"", "{\"name\":\"Renamed\"," + TERMS + "}");
        assertThat(edited).hasStatusOk().hasHeader(HttpHeaders.ETAG, "\"1\"");
        assertThat(edited).bodyJson().extractingPath("$.current.version").isEqualTo(2);

        assertThat(send(HttpMethod.POST, PATH + "/" + id + "/retirement", keeper, "\"1\"", null))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.retired")
                .isEqualTo(true);
        assertThat(send(HttpMethod.DELETE, PATH + "/" + id + "/retirement", keeper, "\"2\"", null))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.retired")
                .isEqualTo(false);
        assertThat(send(HttpMethod.GET, PATH + "/" + id + "/versions", keeper, null, null))
                .bodyJson()
                .extractingPath("$.items[*].name")
                .asArray()
                .containsExactly("Renamed", "Chat of the team");
        assertThat(send(HttpMethod.GET, PATH + "/" + id + "/versions/1", keeper, null, null))
                .bodyJson()
                .extractingPath("$.name")
                .isEqualTo("Chat of the team");
    }

    @Test
    void asksForIfMatchAndRefusesAStaleOne() throws Exception {
        String id = JsonPath.read(
                send(HttpMethod.POST, PATH, keeper, null, body("Preconditions"))
                        .getResponse()
                        .getContentAsString(),
                "$.id");
        String edit = "{\"name\":\"Other\"," + TERMS + "}";
        assertProblem(send(HttpMethod.PUT, PATH + "/" + id, keeper, null, edit), 428, "precondition-missing");
        assertProblem(send(HttpMethod.PUT, PATH + "/" + id, keeper, "\"7\"", edit), 412, "stale-version");
        assertProblem(send(HttpMethod.PUT, PATH + "/" + id, keeper, "seven", edit), 400, "invalid-request");
    }

    @Test
    void namesEveryWrongMember() {
        MvcTestResult refused = send(
                HttpMethod.POST,
                PATH,
                keeper,
                null,
                "{\"team\":\"" + team.slug()
                        + "\",\"name\":\"x\",\"mode\":\"online\",\"percentile\":\"p95\",\"ttftMs\":0}");
        assertProblem(refused, 400, "invalid-sla-profile");
        assertThat(refused)
                .bodyJson()
                .extractingPath("$.errors[*].pointer")
                .asArray()
                .containsExactlyInAnyOrder("/name", "/ttftMs");
    }

    @Test
    void refusesFieldsItDoesNotKnow() {
        assertProblem(
                send(HttpMethod.POST, PATH, keeper, null, "{\"name\":\"Chat\",\"ttft\":150}"), 400, "invalid-request");
    }

    @Test
    void answersForeignProfilesAsIfTheyWereNotThere() throws Exception {
        String id = JsonPath.read(
                send(HttpMethod.POST, PATH, keeper, null, body("Secret"))
                        .getResponse()
                        .getContentAsString(),
                "$.id");
        String stranger = people.bearer(people.member(people.team(), TeamRole.TEAM_ADMIN));
        assertProblem(send(HttpMethod.GET, PATH + "/" + id, stranger, null, null), 404, "sla-profile-not-found");
        assertProblem(
                send(HttpMethod.POST, PATH + "/" + id + "/retirement", stranger, "\"0\"", null),
                404,
                "sla-profile-not-found");
        assertProblem(send(HttpMethod.POST, PATH, stranger, null, body("Intruder")), 404, "team-not-found");
    }

    @Test
    void refusesWritesOfMembers() {
        String member = people.bearer(people.member(team, TeamRole.MEMBER));
        assertProblem(send(HttpMethod.POST, PATH, member, null, body("Not mine")), 403, "forbidden");
    }

    @Test
    void handsOutLongListsPageByPage() throws Exception {
        for (int i = 1; i <= 5; i++) {
            assertThat(send(HttpMethod.POST, PATH, keeper, null, body("Profile " + i)))
                    .hasStatus(201);
        }
        String query = PATH + "?page_size=2&team=" + team.slug();
        MvcTestResult first = send(HttpMethod.GET, query, keeper, null, null);
        assertThat(first)
                .bodyJson()
                .extractingPath("$.items[*].current.name")
                .asArray()
                .containsExactly("Profile 1", "Profile 2");
        String token = JsonPath.read(first.getResponse().getContentAsString(), "$.nextPageToken");
        MvcTestResult second = send(HttpMethod.GET, query + "&page_token=" + token, keeper, null, null);
        assertThat(second)
                .bodyJson()
                .extractingPath("$.items[*].current.name")
                .asArray()
                .containsExactly("Profile 3", "Profile 4");
        assertProblem(send(HttpMethod.GET, PATH + "?page_size=201", keeper, null, null), 400, "invalid-request");
        assertProblem(send(HttpMethod.GET, PATH + "?page_token=*", keeper, null, null), 400, "invalid-request");
    }

    private String body(String name) {
        return "{\"team\":\"" + team.slug() + "\",\"name\":\"" + name + "\"," + TERMS + "}";
    }

    private MvcTestResult send(
            HttpMethod method, String uri, String bearer, @Nullable String ifMatch, @Nullable String json) {
        var request = rest.method(method).uri(uri).header(HttpHeaders.AUTHORIZATION, bearer);
        if (ifMatch != null) {
            request.header(HttpHeaders.IF_MATCH, ifMatch);
        }
        if (json != null) {
            request.contentType(MediaType.APPLICATION_JSON).content(json);
        }
        return request.exchange();
    }

    private static void assertProblem(MvcTestResult answer, int status, String type) {
        assertThat(answer).hasStatus(status).hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(answer).bodyJson().extractingPath("$.type").isEqualTo("urn:sextant:problem:" + type);
        assertThat(answer).bodyJson().extractingPath("$.remedy").asString().isNotBlank();
    }
}
