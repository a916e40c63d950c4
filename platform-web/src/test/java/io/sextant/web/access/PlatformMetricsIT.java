package io.sextant.web.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.SignIn;
import io.sextant.api.tenancy.Tokens;
import io.sextant.web.testing.Browserless;
import io.sextant.web.testing.StartedProduct;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** What Prometheus reads of the platform. */
class PlatformMetricsIT {
    private static final String PATH = "/api/v1/metrics";
    private static final StartedProduct PRODUCT = StartedProduct.shared();

    @Test
    void tellsOfRequestsConnectionsAndDeployers() {
        Browserless administrator = Browserless.withToken(PRODUCT.url(), PRODUCT.adminToken());
        administrator.get("/api/v1/models");

        await().untilAsserted(() -> {
            HttpResponse<String> answer = administrator.get(PATH);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/plain")
                    .contains("version=0.0.4");
            assertThat(answer.body())
                    .contains("sextant_deployer_silence_seconds{cluster=\"sandbox\"}")
                    .contains("sextant_waiting{what=\"approval\"}")
                    .contains("uri=\"/api/v1/models\"")
                    .contains("jvm_memory_used_bytes", "hikaricp_connections_active");
        });
    }

    @Test
    void tellsNothingToMembersOfTeams() {
        Actor member = PRODUCT.bean(SignIn.class)
                .check("mei@demo.sextant", "sextant-demo")
                .orElseThrow();
        HttpResponse<String> answer = Browserless.withToken(
                        PRODUCT.url(), PRODUCT.bean(Tokens.class).issue(member.id(), "metrics"))
                .get(PATH);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).doesNotContain("jvm_");
    }
}
