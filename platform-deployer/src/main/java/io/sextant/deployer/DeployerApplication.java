package io.sextant.deployer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The deployer as a process of its own, with health and metrics over HTTP. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(DeployerConfiguration.class)
public class DeployerApplication {
    /** Its own name for its settings: the platform's process has an application.yaml too. */
    static final String CONFIG_NAME = "sextant-deployer";

    public static void main(String[] args) {
        prepared().run(args);
    }

    static SpringApplication prepared() {
        SpringApplication application = new SpringApplication(DeployerApplication.class);
        application.setDefaultProperties(Map.of("spring.config.name", CONFIG_NAME));
        return application;
    }

    @Bean
    DeployerHealth deployerHealthIndicator(DeployerLife deployer) {
        return new DeployerHealth(deployer);
    }

    @Bean
    MeterBinder deployerMeters(DeployerLife deployer) {
        return registry -> Gauge.builder(
                        "sextant.deployer.troubles",
                        deployer,
                        found -> found.troubles().size())
                .description("What keeps the deployer from its work at the moment")
                .register(registry);
    }
}
