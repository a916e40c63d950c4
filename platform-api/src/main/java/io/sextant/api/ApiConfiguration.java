package io.sextant.api;

import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Everything a running platform needs of this module: its components, entities, repositories and settings. */
@Configuration(proxyBeanMethods = false)
@AutoConfigurationPackage(basePackageClasses = ApiConfiguration.class)
@ComponentScan(basePackageClasses = ApiConfiguration.class)
@ConfigurationPropertiesScan(basePackageClasses = ApiConfiguration.class)
@EnableScheduling
public class ApiConfiguration {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
