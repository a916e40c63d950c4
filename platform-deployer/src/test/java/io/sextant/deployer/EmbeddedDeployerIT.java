package io.sextant.deployer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sextant.contract.embedded.EmbeddedProcess;
import io.sextant.deployer.fixture.PretendPlatform;
import io.sextant.deployer.fixture.SystemNamespace;
import io.sextant.sandbox.apiserver.SandboxApiServer;
import java.time.Duration;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class EmbeddedDeployerIT {
    @Test
    void runsInsideAnotherProcessWithTheSettingsItIsHanded() {
        Object logging = LoggerFactory.getILoggerFactory();
        try (SandboxApiServer cluster = SandboxApiServer.start(SandboxApiServer.Options.inMemory());
                PretendPlatform platform = new PretendPlatform("embedded");
                EmbeddedProcess deployer = found()) {
            SystemNamespace.on(cluster.url());
            Map<String, String> added = deployer.start(Map.of(
                    "sextant.deployer.api-url",
                    platform.url().toString(),
                    "sextant.deployer.join-token",
                    platform.gate().joinToken(),
                    "sextant.deployer.cluster",
                    "embedded",
                    "sextant.deployer.kubernetes-url",
                    cluster.url().toString(),
                    "sextant.data-dir",
                    "not-for-the-deployer"));

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !platform.inventories().isEmpty());

            assertThat(added).isEmpty();
            assertThat(platform.inventories().getFirst().cluster()).isEqualTo("embedded");
            assertThat(LoggerFactory.getILoggerFactory()).isSameAs(logging);
        }
    }

    @Test
    void refusesToStartWithoutItsToken() {
        try (EmbeddedProcess deployer = found()) {
            assertThatThrownBy(() -> deployer.start(
                            Map.of("sextant.deployer.api-url", "http://127.0.0.1:1", "sextant.deployer.cluster", "c")))
                    .hasMessageContaining("sextant.deployer.join-token");
        }
    }

    private static EmbeddedProcess found() {
        return ServiceLoader.load(EmbeddedProcess.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(process -> process.name().equals("deployer"))
                .findFirst()
                .orElseThrow();
    }
}
