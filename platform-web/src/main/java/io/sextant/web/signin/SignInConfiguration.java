package io.sextant.web.signin;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

@Configuration(proxyBeanMethods = false)
@Profile("!sandbox")
class SignInConfiguration {
    @Bean
    SignInHints noHints() {
        return SignInHints.none();
    }
}
