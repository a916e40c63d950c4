package io.sextant.api.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;

/**
 * Starts the whole module on a database of its own, with MockMvc before the REST API and its security.
 *
 * <p>Tests share the context and so the database: each makes what it needs under names of its own ({@link People}).
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@SpringBootTest(
        classes = ApiTestApplication.class,
        properties = {
            "spring.jpa.open-in-view=false",
            "spring.jpa.hibernate.ddl-auto=none",
            "spring.jpa.properties.hibernate.jdbc.time_zone=UTC",
            "spring.jackson.deserialization.fail-on-unknown-properties=true",
            "spring.jackson.deserialization.accept-float-as-int=false",
            "sextant.jobs.enabled=false",
            "sextant.deployments.shared-weights=true",
            "sextant.security.token-key=dGVzdCBrZXkgb2YgdGhpcnR5LXR3byBieXRlcyBsb25nIQ=="
        })
@AutoConfigureMockMvc
public @interface ApiTest {}
