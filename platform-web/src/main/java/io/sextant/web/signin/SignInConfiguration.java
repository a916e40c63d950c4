package io.sextant.web.signin;

import io.sextant.api.tenancy.SecuritySettings;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OidcSettings.class)
class SignInConfiguration {
    @Bean
    @Profile("!sandbox")
    SignInHints noHints() {
        return SignInHints.none();
    }

    @Bean
    SignInWays signInWays(OidcSettings oidc, SecuritySettings security) {
        if (!oidc.isOn() && !security.localSignIn()) {
            throw new IllegalStateException("Nobody could sign in: sextant.security.local-sign-in is off, and"
                    + " sextant.oidc.issuer (SEXTANT_OIDC_ISSUER) names no identity provider.");
        }
        return new SignInWays(oidc.isOn() ? oidc.name() : null, security.localSignIn());
    }
}
