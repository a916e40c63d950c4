package io.sextant.api.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.PlatformRole;
import io.sextant.api.tenancy.TeamRole;
import io.sextant.api.testing.ApiTest;
import io.sextant.api.testing.People;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.json.JsonMapper;

@ApiTest
class ClusterAdministrationIT {
    private static final AtomicInteger COUNT = new AtomicInteger();

    @Autowired
    MockMvcTester rest;

    @Autowired
    People people;

    @Autowired
    ClusterRegistration registration;

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
    void registersAClusterOnceAndShowsItsToken() throws Exception {
        MvcTestResult registered = register(admin, name, "Berlin");

        assertThat(registered).hasStatus(201).hasHeader("Location", "/api/v1/clusters/" + name);
        assertThat(registration.clusterOf(token(registered))).contains(name);
        assertThat(call(HttpMethod.GET, "/api/v1/clusters/" + name, admin))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"name": "%s", "title": "Berlin", "contact": "NEVER", "preflight": "RED"}
                        """.formatted(name));
        assertThat(register(admin, name, "Again"))
                .hasStatus(409)
                .bodyText()
                .contains("renew the token")
                .doesNotContain("sxd_");
    }

    @Test
    void voidsATokenWhenItIsRenewedOrRevoked() throws Exception {
        String first = token(register(admin, name, "Berlin"));

        String second = token(call(HttpMethod.POST, "/api/v1/clusters/" + name + "/token", admin));
        assertThat(registration.clusterOf(first)).isEmpty();
        assertThat(registration.clusterOf(second)).contains(name);

        assertThat(call(HttpMethod.DELETE, "/api/v1/clusters/" + name + "/token", admin))
                .hasStatus(204);
        assertThat(registration.clusterOf(second)).isEmpty();
        assertThat(call(HttpMethod.GET, "/api/v1/clusters/" + name + "/desired", "Bearer " + second))
                .hasStatus(401);
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
        assertThat(call(HttpMethod.POST, "/api/v1/clusters/no-such-one/token", admin))
                .hasStatus(404);
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
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, bearer)
                .exchange();
    }

    private String token(MvcTestResult answer) throws Exception {
        return json.readTree(answer.getResponse().getContentAsString())
                .path("token")
                .asString();
    }
}
