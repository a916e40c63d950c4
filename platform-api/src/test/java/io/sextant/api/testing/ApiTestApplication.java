package io.sextant.api.testing;

import io.sextant.api.ApiConfiguration;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/** The module as a process of its own, as {@code platform-web} embeds it. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = UserDetailsServiceAutoConfiguration.class)
@Import({ApiConfiguration.class, People.class, UseCasesInScope.class})
class ApiTestApplication {
    @Bean
    JdbcConnectionDetails database() {
        return TestPostgres.freshDatabase();
    }

    @Bean
    @Primary
    SettableClock settableClock() {
        return new SettableClock();
    }
}
