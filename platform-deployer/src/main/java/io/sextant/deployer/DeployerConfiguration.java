package io.sextant.deployer;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a deployer is in either of its homes: on its own, or inside the sandbox's process. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeployerSettings.class)
class DeployerConfiguration {
    @Bean(destroyMethod = "close")
    DeployerLife deployer(DeployerSettings settings) {
        return new DeployerLife(settings, Clock.systemUTC());
    }
}
