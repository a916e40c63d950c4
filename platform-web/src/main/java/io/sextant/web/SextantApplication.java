package io.sextant.web;

import io.sextant.api.ApiConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Import;

/** The platform: portal and REST API in one process; with the sandbox profile also a database, a deployer and a cluster. */
// Sign-in is our own (local accounts and an identity provider): no user with a generated password.
// Pages and REST controllers of one feature bear the same simple name, so beans of this module bear their full one.
@SpringBootApplication(
        exclude = UserDetailsServiceAutoConfiguration.class,
        nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@Import(ApiConfiguration.class)
public class SextantApplication {
    static void main(String[] args) {
        SpringApplication.run(SextantApplication.class, args);
    }
}
