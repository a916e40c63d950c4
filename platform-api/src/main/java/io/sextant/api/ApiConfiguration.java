package io.sextant.api;

import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Everything a running platform needs of this module: its components, entities, repositories and settings. */
@Configuration(proxyBeanMethods = false)
@AutoConfigurationPackage(basePackageClasses = ApiConfiguration.class)
// By full names: the portal has classes of the same simple names, such as its controllers.
@ComponentScan(
        basePackageClasses = ApiConfiguration.class,
        nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@ConfigurationPropertiesScan(basePackageClasses = ApiConfiguration.class)
@EnableScheduling
public class ApiConfiguration {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
