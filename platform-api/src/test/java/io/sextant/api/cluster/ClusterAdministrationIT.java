package io.sextant.api.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.PlatformRole;
import io.sextant.api.tenancy.TeamRole;
import io.sextant.api.testing.ApiTest;
import io.sextant.api.testing.People;
import io.sextant.api.testing.SettableClock;
import io.sextant.contract.DeployerApi;
import io.sextant.contract.observed.ClusterInventory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.json.JsonMapper;

@ApiTest
@ExtendWith(OutputCaptureExtension.class)
class ClusterAdministrationIT {
    private static final AtomicInteger COUNT = new AtomicInteger();

    @Autowired
    MockMvcTester rest;

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    SettableClock clock;

    @Autowired
    JsonMapper json;

    String admin = "";
    String name = "";

    @BeforeEach
    void anAdministrator() {
        admin = people.bearer(people.platform(PlatformRole.PLATFORM_ADMIN));
        name = "registered-" + COUNT.incrementAndGet();
    }

    @Test
    void registersAClusterOnceAndShowsItsJoinToken() {
        MvcTestResult registered = register(admin, name, "Berlin");

        assertThat(registered)
                .hasStatus(201)
                .hasHeader("Location", "/api/v1/clusters/" + name)
                .hasHeader("Cache-Control", "no-store")
                .bodyJson()
                .extractingPath("$.joinTokenExpiresAt")
                .isEqualTo(clock.instant().plus(Duration.ofHours(1)).toString());
        assertThat(call(HttpMethod.GET, "", admin))
                .hasStatusOk()
                .hasHeader("ETag", "\"1\"")
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"name": "%s", "title": "Berlin", "state": "ACTIVE", "contact": "NEVER", "preflight": "RED"}
                        """.formatted(name));
        assertThat(register(admin, name, "Again"))
                .hasStatus(409)
                .bodyText()
                .contains("new join token")
                .doesNotContain("sxj_");
    }

    @Test
    void exchangesAJoinTokenOnceHoweverOftenTheSameIsOffered() {
        String token = joinToken(register(admin, name, "Berlin"));
        String first = Deployers.credential().text();

        assertThat(offer(token, first)).hasStatus(204);
        assertThat(offer(token, first)).hasStatus(204);
        clock.advance(Duration.ofHours(2));
        assertThat(offer(token, first)).hasStatus(204);
        assertThat(desired(first)).hasStatus(204);

        assertThat(offer(token, Deployers.credential().text()))
                .hasStatus(409)
                .bodyJson()
                .isLenientlyEqualTo("{\"type\": \"urn:sextant:problem:join-token-used\"}");
        assertThat(desired(first)).hasStatus(204);
    }

    @Test
    void refusesAnExpiredAReplacedAndAnUnknownJoinToken() {
        String expired = joinToken(register(admin, name, "Berlin"));
        clock.advance(Duration.ofHours(1));
        assertThat(offer(expired, Deployers.credential().text()))
                .hasStatus(409)
                .bodyText()
                .contains("join-token-expired", "Ask a platform administrator for a new join token");
        String replacement = joinToken(call(HttpMethod.POST, "/join-token", admin));
        assertThat(offer(expired, Deployers.credential().text())).hasStatus(401);
        assertThat(offer(
                        replacement.replaceFirst(".$", "_"),
                        Deployers.credential().text()))
                .hasStatus(401);
        assertThat(offer(replacement, "sxd_short")).hasStatus(400);
        assertThat(offer(replacement, Deployers.credential().text())).hasStatus(204);
    }

    @Test
    void letsAJoinTokenDoNothingButJoinItsOwnCluster() {
        String token = joinToken(register(admin, name, "Berlin"));
        assertThat(desired(token)).hasStatus(403).bodyText().contains("good for joining only");
        String own = name;
        name = name + "-other";
        register(admin, name, "Other");
        assertThat(offer(token, Deployers.credential().text()))
                .hasStatus(403)
                .bodyText()
                .contains(own);
    }

    @Test
    void keepsTheOldCredentialUntilItsSuccessorWasUsed() {
        String first = joined();
        String second = Deployers.credential().text();

        assertThat(offer(first, second)).hasStatus(204);
        assertThat(desired(first)).hasStatus(204);
        assertThat(offer(first, second)).hasStatus(204);
        assertThat(desired(second)).hasStatus(204);
        assertThat(desired(first)).hasStatus(401);
        assertThat(desired(second)).hasStatus(204);
    }

    @Test
    void asksForASuccessorWhenAnAdministratorWantsOneOrTheCredentialIsOld() {
        String first = joined();
        assertThat(report(first)).hasStatus(204).doesNotContainHeader(DeployerApi.RENEW_CREDENTIAL);

        clock.advance(Duration.ofMinutes(1));
        assertThat(call(HttpMethod.POST, "/credential/renewal", admin)).hasStatus(202);
        assertThat(report(first)).hasHeader(DeployerApi.RENEW_CREDENTIAL, "true");
        clock.advance(Duration.ofMinutes(1));
        String second = Deployers.credential().text();
        offer(first, second);
        assertThat(report(second)).hasStatus(204).doesNotContainHeader(DeployerApi.RENEW_CREDENTIAL);

        clock.advance(Duration.ofDays(91));
        assertThat(report(second)).hasHeader(DeployerApi.RENEW_CREDENTIAL, "true");
    }

    @Test
    void revokesWhatADeployerHasAndWhatItCouldJoinWith() {
        String credential = joined();
        String open = joinToken(call(HttpMethod.POST, "/join-token", admin));

        assertThat(call(HttpMethod.DELETE, "/credential", admin)).hasStatus(204);

        assertThat(desired(credential)).hasStatus(401);
        assertThat(offer(open, Deployers.credential().text())).hasStatus(401);
        String again = joinToken(call(HttpMethod.POST, "/join-token", admin));
        assertThat(offer(again, Deployers.credential().text())).hasStatus(204);
    }

    @Test
    void keepsAndLogsNoSecret(CapturedOutput output) {
        String token = joinToken(register(admin, name, "Berlin"));
        String credential = Deployers.credential().text();
        offer(token, credential);
        desired(credential);

        String kept = jdbc.sql("""
                        select string_agg(row_text, ' ')
                          from (select t::text as row_text from join_token t
                                union all
                                select k::text from deployer_credential k) rows
                        """).query(String.class).single();
        for (String secret : List.of(token.substring(17), credential.substring(17))) {
            assertThat(kept).doesNotContain(secret);
            assertThat(output).doesNotContain(secret);
        }
        assertThat(call(HttpMethod.GET, "/access", admin))
                .hasStatusOk()
                .bodyText()
                .contains("usedAt", "usedSince")
                .doesNotContain(token, credential);
    }

    @Test
    void refusesBadNamesAndThoseWhoAreNoAdministrators() {
        assertThat(register(admin, "Not A Name", "Berlin"))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.errors[0].pointer")
                .isEqualTo("/name");
        assertThat(register(admin, name, " ")).hasStatus(400);
        Actor member = people.member(people.team(), TeamRole.TEAM_ADMIN);
        assertThat(register(people.bearer(member), name, "Berlin")).hasStatus(403);
        name = "no-such-one";
        assertThat(call(HttpMethod.POST, "/join-token", admin)).hasStatus(404);
    }

    private String joined() {
        String credential = Deployers.credential().text();
        assertThat(offer(joinToken(register(admin, name, "Berlin")), credential))
                .hasStatus(204);
        assertThat(desired(credential)).hasStatus(204);
        return credential;
    }

    private MvcTestResult register(String bearer, String cluster, String title) {
        return rest.post()
                .uri("/api/v1/clusters")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"name\": \"%s\", \"title\": \"%s\"}".formatted(cluster, title))
                .header(HttpHeaders.AUTHORIZATION, bearer)
                .exchange();
    }

    private MvcTestResult call(HttpMethod method, String path, String bearer) {
        return rest.method(method)
                .uri("/api/v1/clusters/" + name + path)
                .header(HttpHeaders.AUTHORIZATION, bearer)
                .exchange();
    }

    private MvcTestResult offer(String bearer, String credential) {
        return rest.put()
                .uri("/api/v1/clusters/" + name + "/credential")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"credential\": \"%s\"}".formatted(credential))
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + bearer)
                .exchange();
    }

    private MvcTestResult desired(String bearer) {
        return call(HttpMethod.GET, "/desired", "Bearer " + bearer);
    }

    private MvcTestResult report(String bearer) {
        ClusterInventory inventory =
                new ClusterInventory(name, clock.instant(), "v1.34.1", "3.1.2", List.of(), List.of());
        return rest.put()
                .uri("/api/v1/clusters/" + name + "/inventory")
                .contentType(MediaType.APPLICATION_JSON)
                .content(json.writeValueAsString(inventory))
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + bearer)
                .exchange();
    }

    private String joinToken(MvcTestResult answer) {
        try {
            return json.readTree(answer.getResponse().getContentAsString())
                    .path("joinToken")
                    .asString();
        } catch (java.io.UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }
}
