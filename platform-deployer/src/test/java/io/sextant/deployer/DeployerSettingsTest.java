package io.sextant.deployer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class DeployerSettingsTest {
    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(SettingsOnly.class);

    @Test
    void needsOnlyThePlatformItsTokenAndTheClustersName() {
        runner.withPropertyValues(
                        "sextant.deployer.api-url=https://sextant.example.com",
                        "sextant.deployer.join-token=secret-token",
                        "sextant.deployer.cluster=berlin")
                .run(context -> assertThat(context.getBean(DeployerSettings.class))
                        .isEqualTo(new DeployerSettings(
                                URI.create("https://sextant.example.com"),
                                "secret-token",
                                "",
                                "berlin",
                                "",
                                "sextant-system",
                                Duration.ofSeconds(25),
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(15),
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(15),
                                Duration.ofMinutes(1),
                                Duration.ofMinutes(2),
                                List.of("nvcr.io/nim/"),
                                "sextant-",
                                new DeployerSettings.Election(false, "", Duration.ofSeconds(45)),
                                OfferSettings.NONE)));
    }

    @Test
    void readsEverySetting() {
        runner.withPropertyValues(
                        "sextant.deployer.api-url=http://127.0.0.1:8080",
                        "sextant.deployer.join-token=j",
                        "sextant.deployer.api-token=t",
                        "sextant.deployer.cluster=c",
                        "sextant.deployer.kubernetes-url=http://127.0.0.1:6443",
                        "sextant.deployer.system-namespace=deployer",
                        "sextant.deployer.poll-wait=5s",
                        "sextant.deployer.resync-period=1s",
                        "sextant.deployer.observation-period=2s",
                        "sextant.deployer.survey-period=4s",
                        "sextant.deployer.metrics-period=6s",
                        "sextant.deployer.metrics-window=40s",
                        "sextant.deployer.orphan-grace=3s",
                        "sextant.deployer.allowed-image-prefixes=a/,b/",
                        "sextant.deployer.namespace-prefix=ai-",
                        "sextant.deployer.election.enabled=true",
                        "sextant.deployer.election.identity=pod-1",
                        "sextant.deployer.election.lease-duration=60s",
                        "sextant.deployer.offers.routes.domain=models.example.com",
                        "sextant.deployer.offers.routes.gateway-namespace=edge",
                        "sextant.deployer.offers.routes.gateway-name=public",
                        "sextant.deployer.offers.routes.caller-namespace=edge",
                        "sextant.deployer.offers.routes.annotations[example.com/limit]=10m",
                        "sextant.deployer.offers.prometheus-url=http://prometheus.monitoring:9090",
                        "sextant.deployer.offers.readers-group=oidc:{team}")
                .run(context -> assertThat(context.getBean(DeployerSettings.class))
                        .isEqualTo(new DeployerSettings(
                                URI.create("http://127.0.0.1:8080"),
                                "j",
                                "t",
                                "c",
                                "http://127.0.0.1:6443",
                                "deployer",
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(4),
                                Duration.ofSeconds(6),
                                Duration.ofSeconds(40),
                                Duration.ofSeconds(3),
                                List.of("a/", "b/"),
                                "ai-",
                                new DeployerSettings.Election(true, "pod-1", Duration.ofSeconds(60)),
                                new OfferSettings(
                                        new OfferSettings.Routes(
                                                "models.example.com",
                                                true,
                                                null,
                                                "edge",
                                                "public",
                                                "edge",
                                                Map.of("example.com/limit", "10m")),
                                        URI.create("http://prometheus.monitoring:9090"),
                                        "oidc:{team}"))));
    }

    @Test
    void refusesAGroupThatWouldLetEveryTeamIntoEveryNamespace() {
        runner.withPropertyValues(
                        "sextant.deployer.api-url=http://127.0.0.1",
                        "sextant.deployer.api-token=t",
                        "sextant.deployer.cluster=c",
                        "sextant.deployer.offers.readers-group=everybody")
                .run(context ->
                        assertThat(context).getFailure().rootCause().hasMessageContaining("must contain {team}"));
    }

    @Test
    void refusesRoutesThroughBothAGatewayAndAnIngressController() {
        runner.withPropertyValues(
                        "sextant.deployer.api-url=http://127.0.0.1",
                        "sextant.deployer.api-token=t",
                        "sextant.deployer.cluster=c",
                        "sextant.deployer.offers.routes.domain=models.example.com",
                        "sextant.deployer.offers.routes.ingress-class=nginx",
                        "sextant.deployer.offers.routes.gateway-namespace=edge",
                        "sextant.deployer.offers.routes.gateway-name=public")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("either an ingress-class or a gateway-namespace"));
    }

    @Test
    void keepsItsTokenToItself() {
        runner.withPropertyValues(
                        "sextant.deployer.api-url=http://127.0.0.1",
                        "sextant.deployer.api-token=secret-token",
                        "sextant.deployer.join-token=secret-token",
                        "sextant.deployer.cluster=c")
                .run(context -> assertThat(
                                context.getBean(DeployerSettings.class).toString())
                        .doesNotContain("secret-token"));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(DeployerSettings.class)
    static class SettingsOnly {}
}
