package io.sextant.deployer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sextant.deployer.fixture.PretendPlatform;
import io.sextant.deployer.fixture.SystemNamespace;
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
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void tellsItsHealthAndMetricsOverHttp() throws IOException, InterruptedException {
        try (SandboxApiServer cluster = cluster();
                PretendPlatform platform = new PretendPlatform("alone");
                ConfigurableApplicationContext context =
                        start(cluster, platform, platform.gate().joinToken())) {
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

    @Test
    void saysInItsHealthWhyItCannotJoinAndIsBackByItsCredentialAfterARestart()
            throws IOException, InterruptedException {
        try (SandboxApiServer cluster = cluster();
                PretendPlatform platform = new PretendPlatform("alone")) {
            try (ConfigurableApplicationContext context = start(cluster, platform, "sxj_not-a-token")) {
                awaitHealth(context, "Have a platform administrator hand out a new join token");
            }
            try (ConfigurableApplicationContext context =
                    start(cluster, platform, platform.gate().joinToken())) {
                await().atMost(PATIENCE).until(() -> !platform.inventories().isEmpty());
                awaitHealth(context, "\"status\":\"UP\"");
            }
            int before = platform.inventories().size();
            try (ConfigurableApplicationContext _ = start(cluster, platform, "")) {
                await().atMost(PATIENCE).until(() -> platform.inventories().size() > before);
            }
            assertThat(platform.gate().offers()).isEqualTo(1);
        }
    }

    private static void awaitHealth(ConfigurableApplicationContext context, String said) {
        String url = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(get(url + "/actuator/health")).contains(said));
    }

    private static SandboxApiServer cluster() {
        SandboxApiServer cluster = SandboxApiServer.start(SandboxApiServer.Options.inMemory());
        SystemNamespace.on(cluster.url());
        return cluster;
    }

    private static ConfigurableApplicationContext start(
            SandboxApiServer cluster, PretendPlatform platform, String joinToken) {
        SpringApplication application = DeployerApplication.prepared();
        return application.run(
                "--server.port=0",
                "--sextant.deployer.api-url=" + platform.url(),
                "--sextant.deployer.join-token=" + joinToken,
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
