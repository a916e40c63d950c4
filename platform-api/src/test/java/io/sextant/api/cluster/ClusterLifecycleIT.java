package io.sextant.api.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sextant.api.quota.QuotaPool;
import io.sextant.api.quota.Quotas;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.PlatformRole;
import io.sextant.api.tenancy.Team;
import io.sextant.api.testing.ApiTest;
import io.sextant.api.testing.People;
import java.util.concurrent.atomic.AtomicInteger;
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
class ClusterLifecycleIT {
    private static final AtomicInteger COUNT = new AtomicInteger();

    @Autowired
    MockMvcTester rest;

    @Autowired
    People people;

    @Autowired
    ClusterRegistration registration;

    @Autowired
    ClusterInventories inventories;

    @Autowired
    DeployerJoining joining;

    @Autowired
    Quotas quotas;

    private Actor admin;
    private String bearer;
    private String name;

    @BeforeEach
    void aCluster() {
        admin = people.platform(PlatformRole.PLATFORM_ADMIN);
        bearer = people.bearer(admin);
        name = "life-" + COUNT.incrementAndGet();
        registration.ensure(name, "Life of a cluster");
    }

    @Test
    void drainsAndComesBackAgainstTheRevisionThatWasSeen() {
        assertThat(call(HttpMethod.POST, "/drain", null)).hasStatus(428);
        assertThat(call(HttpMethod.POST, "/drain", "\"7\"")).hasStatus(412);
        assertThat(call(HttpMethod.POST, "/drain", "\"1\""))
                .hasStatusOk()
                .hasHeader("ETag", "\"2\"")
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"state": "DRAINING", "stateBy": "%s", "revision": 2}
                        """.formatted(admin.displayName()));
        assertThat(call(HttpMethod.POST, "/drain", "\"2\""))
                .hasStatus(409)
                .bodyText()
                .contains("cluster-draining");
        assertThat(inventories.named(name).takesPlacements()).isFalse();

        assertThat(call(HttpMethod.DELETE, "/drain", "\"2\"")).hasStatusOk().hasHeader("ETag", "\"3\"");
        assertThat(call(HttpMethod.DELETE, "/drain", "\"3\"")).hasStatus(409);
    }

    @Test
    void retiresForGoodAndKeepsTheName() {
        String deployer = Deployers.joined(joining, name);

        assertThat(call(HttpMethod.POST, "/retirement", "\"1\""))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.state")
                .isEqualTo("RETIRED");

        assertThat(rest.get().uri("/api/v1/clusters/" + name + "/desired").header(HttpHeaders.AUTHORIZATION, deployer))
                .hasStatus(401);
        assertThat(rest.get().uri("/api/v1/clusters").header(HttpHeaders.AUTHORIZATION, bearer))
                .bodyText()
                .doesNotContain("\"" + name + "\"");
        assertThat(call(HttpMethod.GET, "", null)).hasStatusOk().bodyText().contains("RETIRED");
        assertThat(call(HttpMethod.POST, "/join-token", null)).hasStatus(409);
        assertThat(call(HttpMethod.DELETE, "/drain", "\"2\"")).hasStatus(409);
        assertThat(rest.post()
                        .uri("/api/v1/clusters")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"name\": \"%s\", \"title\": \"Again\"}".formatted(name))
                        .header(HttpHeaders.AUTHORIZATION, bearer))
                .hasStatus(409)
                .bodyText()
                .contains("its name stays with its history");
    }

    @Test
    void doesNotRetireWhatTeamsMayStillUseAndPlacesNothingOnWhatIsRetired() {
        Team team = people.team();
        QuotaPool pool = new QuotaPool(name, "NVIDIA-L40S");
        quotas.setLimit(team, pool, 4, admin);

        assertThat(call(HttpMethod.POST, "/retirement", "\"1\""))
                .hasStatus(409)
                .bodyJson()
                .satisfies(problem -> {
                    assertThat(problem).extractingPath("$.type").isEqualTo("urn:sextant:problem:cluster-in-use");
                    assertThat(problem)
                            .extractingPath("$.remaining")
                            .asArray()
                            .containsExactly(
                                    "a quota of 4 GPUs NVIDIA-L40S for team %s, who hold 0".formatted(team.name()));
                });

        quotas.setLimit(team, pool, 0, admin);
        assertThat(call(HttpMethod.POST, "/retirement", "\"1\"")).hasStatusOk();
        assertThatThrownBy(() -> quotas.setLimit(team, pool, 1, admin)).hasMessageContaining("is retired");
    }

    private MvcTestResult call(HttpMethod method, String path, @Nullable String ifMatch) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.AUTHORIZATION, bearer);
        if (ifMatch != null) {
            headers.set(HttpHeaders.IF_MATCH, ifMatch);
        }
        return rest.method(method)
                .uri("/api/v1/clusters/" + name + path)
                .headers(headers)
                .exchange();
    }
}
