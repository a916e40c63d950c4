package io.sextant.deployer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sextant.deployer.fixture.PretendPlatform;
import io.sextant.sandbox.apiserver.SandboxApiServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

class DeployerApplicationIT {
    @Test
    void tellsItsHealthAndMetricsOverHttp() throws IOException, InterruptedException {
        try (SandboxApiServer cluster = SandboxApiServer.start(SandboxApiServer.Options.inMemory());
                PretendPlatform platform = new PretendPlatform("alone");
                ConfigurableApplicationContext context = start(cluster, platform)) {
            String base = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + "/actuator";

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() ->
                            assertThat(get(base + "/health")).contains("{\"standing\":\"leading\"},\"status\":\"UP\""));
            assertThat(get(base + "/prometheus")).contains("sextant_deployer_troubles");

            platform.close();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(get(base + "/health")).contains("The platform does not answer"));
        }
    }

    private static ConfigurableApplicationContext start(SandboxApiServer cluster, PretendPlatform platform) {
        SpringApplication application = DeployerApplication.prepared();
        return application.run(
                "--server.port=0",
                "--sextant.deployer.api-url=" + platform.url(),
                "--sextant.deployer.api-token=" + PretendPlatform.TOKEN,
                "--sextant.deployer.cluster=alone",
                "--sextant.deployer.kubernetes-url=" + cluster.url(),
                "--sextant.deployer.poll-wait=1s");
    }

    private static String get(String url) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
