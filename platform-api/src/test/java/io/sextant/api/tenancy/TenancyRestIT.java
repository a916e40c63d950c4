package io.sextant.api.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.api.testing.ApiTest;
import io.sextant.api.testing.People;
import io.sextant.api.testing.SettableClock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tokens, members and accounts over REST. */
@ApiTest
class TenancyRestIT {
    @Autowired
    MockMvcTester rest;

    @Autowired
    People people;

    @Autowired
    OrganisationSetup setup;

    @Autowired
    SettableClock clock;

    @Autowired
    SecuritySettings settings;

    @Autowired
    JsonMapper json;

    @Test
    void issuesATokenThatActsInOneTeamOnly() {
        Team one = people.team();
        Team other = people.team();
        Actor both = setup.demoUser(
                UUID.randomUUID() + "@test.sextant",
                "Both",
                "not used",
                Set.of(PlatformRole.PLATFORM_ADMIN),
                Map.of(one.slug(), TeamRole.MEMBER, other.slug(), TeamRole.MEMBER));
        JsonNode issued = body(post(
                "/tokens",
                "{\"name\": \"nightly\", \"team\": \"%s\", \"lifetimeDays\": 7}".formatted(one.slug()),
                people.bearer(both)));
        String scoped = "Bearer " + issued.get("token").asString();

        assertThat(get("/teams/" + one.slug(), scoped)).hasStatusOk();
        assertThat(get("/teams/" + other.slug(), scoped)).hasStatus(404);
        assertThat(get("/accounts", scoped)).hasStatus(403);
        assertThat(post("/tokens", "{\"name\": \"wider\"}", scoped)).hasStatus(403);
        assertThat(post("/tokens", "{\"name\": \"x\", \"team\": \"not-mine\"}", people.bearer(both)))
                .hasStatus(400);
        assertThat(post("/tokens", "{\"name\": \"x\", \"lifetimeDays\": 91}", people.bearer(both)))
                .hasStatus(400);
        clock.advance(Duration.ofDays(7));
        assertThat(get("/me", scoped)).hasStatus(401);
    }

    @Test
    void tellsWhoUsesATokenTooOftenWhenToComeBack() {
        int most = settings.tokenRequestsPerSecond();
        String busy = people.bearer(people.member(people.team(), TeamRole.MEMBER));
        String other = people.bearer(people.member(people.team(), TeamRole.MEMBER));
        for (int i = 0; i < most; i++) {
            assertThat(get("/me", busy)).hasStatusOk();
        }

        MvcTestResult refused = get("/me", busy);

        assertThat(refused)
                .hasStatus(429)
                .hasHeader(HttpHeaders.RETRY_AFTER, "1")
                .bodyJson()
                .extractingPath("$.type")
                .isEqualTo("urn:sextant:problem:too-many-requests");
        assertThat(get("/me", other)).hasStatusOk();
        clock.advance(Duration.ofSeconds(1));
        assertThat(get("/me", busy)).hasStatusOk();
    }

    @Test
    void slowsDownAnAddressThatTriesManyUnknownTokens() {
        for (int i = 0; i < 600; i++) {
            assertThat(from("203.0.113.9", "Bearer unknown")).hasStatus(401);
        }
        assertThat(from("203.0.113.9", "Bearer unknown")).hasStatus(429).hasHeader(HttpHeaders.RETRY_AFTER, "60");
        assertThat(from("203.0.113.10", "Bearer unknown")).hasStatus(401);
    }

    private MvcTestResult from(String address, String authorization) {
        return rest.get()
                .uri("/api/v1/me")
                .header(HttpHeaders.AUTHORIZATION, authorization)
                .with(request -> {
                    request.setRemoteAddr(address);
                    return request;
                })
                .exchange();
    }

    @Test
    void rotatesATokenWithAnOverlapAndTellsItsLastUse() {
        String owner = people.bearer(people.member(people.team(), TeamRole.MEMBER));
        JsonNode first = body(post("/tokens", "{\"name\": \"rotated\"}", owner));
        String id = first.get("description").get("id").asString();
        String old = "Bearer " + first.get("token").asString();
        assertThat(first.get("description").has("lastUsedAt")
                        && !first.get("description").get("lastUsedAt").isNull())
                .isFalse();

        String next = "Bearer "
                + body(post("/tokens/" + id + "/rotation", "", old))
                        .get("token")
                        .asString();

        assertThat(get("/me", old)).hasStatusOk();
        assertThat(get("/me", next)).hasStatusOk();
        assertThat(post("/tokens/" + id + "/rotation", "", next)).hasStatus(409);
        clock.advance(Duration.ofDays(1));
        assertThat(get("/me", old)).hasStatus(401);
        assertThat(get("/me", next)).hasStatusOk();
        assertThat(body(get("/tokens", next))).anySatisfy(token -> {
            assertThat(token.get("id").asString()).isEqualTo(id);
            assertThat(token.get("rotatedTo").asString()).hasSize(12);
            assertThat(token.get("lastUsedAt").asString()).isNotEmpty();
        });
        assertThat(send(
                        HttpMethod.DELETE,
                        "/tokens/" + id,
                        "",
                        people.bearer(people.member(people.team(), TeamRole.MEMBER))))
                .hasStatus(404);
    }

    @Test
    void letsATeamAdministratorKeepMembersAndServiceAccounts() {
        Team team = people.team();
        String admin = people.bearer(people.member(team, TeamRole.TEAM_ADMIN));
        String member = people.bearer(people.member(team, TeamRole.MEMBER));
        Actor joining = people.member(people.team(), TeamRole.VIEWER);
        String path = "/teams/" + team.slug() + "/members/" + joining.username();

        assertThat(send(HttpMethod.PUT, path, "{\"role\": \"MEMBER\"}", member)).hasStatus(403);
        assertThat(send(HttpMethod.PUT, path, "{\"role\": \"MEMBER\"}", admin)).hasStatusOk();
        assertThat(send(HttpMethod.PUT, path, "{\"role\": \"VIEWER\"}", admin))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.role")
                .isEqualTo("VIEWER");
        assertThat(get("/teams/" + team.slug(), people.bearer(joining))).hasStatusOk();
        assertThat(send(HttpMethod.DELETE, path, "", admin)).hasStatus(204);
        assertThat(get("/teams/" + team.slug(), people.bearer(joining))).hasStatus(404);
        assertThat(send(HttpMethod.DELETE, path, "", admin)).hasStatus(404);

        JsonNode service = body(post(
                "/teams/" + team.slug() + "/service-accounts", "{\"name\": \"nightly\", \"role\": \"MEMBER\"}", admin));
        String account = service.get("id").asString();
        assertThat(post("/tokens?account=" + account, "{\"name\": \"ci\"}", member))
                .hasStatus(403);
        String token = "Bearer "
                + body(post("/tokens?account=" + account, "{\"name\": \"ci\"}", admin))
                        .get("token")
                        .asString();
        assertThat(get("/me", token)).hasStatusOk().bodyText().contains("nightly@" + team.slug());
        assertThat(send(
                        HttpMethod.DELETE,
                        "/teams/" + team.slug() + "/members/"
                                + service.get("username").asString(),
                        "",
                        admin))
                .hasStatus(204);
        assertThat(get("/me", token)).hasStatus(401);
    }

    @Test
    void keepsAccountsForAdministratorsWithETags() {
        String admin = people.bearer(people.platform(PlatformRole.PLATFORM_ADMIN));
        String username = UUID.randomUUID() + "@test.sextant";
        MvcTestResult made = post(
                "/accounts",
                "{\"username\": \"%s\", \"displayName\": \"New\", \"platformRoles\": [\"AUDITOR\"]}"
                        .formatted(username),
                admin);
        assertThat(made).hasStatus(201).hasHeader("Cache-Control", "no-store");
        String path = "/accounts/" + body(made).get("account").get("id").asString();
        String etag = made.getResponse().getHeader("ETag");

        assertThat(post("/accounts", "{\"username\": \"%s\", \"displayName\": \"New\"}".formatted(username), admin))
                .hasStatus(409);
        assertThat(post("/accounts", "{\"username\": \"nobody\", \"displayName\": \" \"}", admin))
                .hasStatus(400)
                .bodyText()
                .contains("/username", "/displayName");
        assertThat(post(path + "/password-reset", "", admin)).hasStatus(428);
        assertThat(conditional(HttpMethod.POST, path + "/password-reset", "", "\"99\"", admin))
                .hasStatus(412);
        assertThat(conditional(HttpMethod.PUT, path + "/roles", "[]", etag, admin))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.platformRoles")
                .asArray()
                .isEmpty();
        String after = get(path, admin).getResponse().getHeader("ETag");
        assertThat(conditional(HttpMethod.POST, path + "/suspension", "", after, admin))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.disabled")
                .isEqualTo(true);
        assertThat(get("/accounts?page_size=1", admin)).hasStatusOk().bodyText().contains("nextPageToken");
    }

    private MvcTestResult get(String path, String bearer) {
        return send(HttpMethod.GET, path, "", bearer);
    }

    private MvcTestResult post(String path, String body, String bearer) {
        return send(HttpMethod.POST, path, body, bearer);
    }

    private MvcTestResult send(HttpMethod method, String path, String body, String bearer) {
        return rest.method(method)
                .uri("/api/v1" + path)
                .header(HttpHeaders.AUTHORIZATION, bearer)
                .contentType("application/json")
                .content(body)
                .exchange();
    }

    private MvcTestResult conditional(HttpMethod method, String path, String body, String etag, String bearer) {
        return rest.method(method)
                .uri("/api/v1" + path)
                .header(HttpHeaders.AUTHORIZATION, bearer)
                .header(HttpHeaders.IF_MATCH, etag)
                .contentType("application/json")
                .content(body)
                .exchange();
    }

    private JsonNode body(MvcTestResult answer) {
        assertThat(answer).hasStatus2xxSuccessful();
        return json.readTree(answer.getResponse().getContentAsByteArray());
    }
}
