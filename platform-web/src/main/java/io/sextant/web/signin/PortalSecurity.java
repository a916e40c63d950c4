package io.sextant.web.signin;

import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.ActorAuthentication;
import io.sextant.api.tenancy.SignIn;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;

/** Pages are reached with a session that a form sign-in begins; scripts and styles come from the platform alone. */
@Configuration(proxyBeanMethods = false)
class PortalSecurity {
    private static final String CONTENT_SECURITY_POLICY = "default-src 'self'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self';"
            + " frame-ancestors 'none'";
    // Swagger UI sets style attributes; it shows nothing but our own OpenAPI document.
    private static final String API_DOCUMENTATION_POLICY =
            CONTENT_SECURITY_POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");

    @Bean
    @Order(2)
    SecurityFilterChain apiDocumentationFilterChain(HttpSecurity http) {
        return http.securityMatcher("/docs/api", "/docs/api/**", "/docs/swagger-ui/**", "/swagger-ui/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .headers(
                        headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(API_DOCUMENTATION_POLICY)))
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain portalFilterChain(HttpSecurity http, SignIn signIn) {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers(
                                "/css/**",
                                "/js/**",
                                "/img/**",
                                "/fonts/**",
                                "/vendor/**",
                                "/fonts/**",
                                "/vendor/**",
                                "/favicon.ico",
                                "/favicon.svg",
                                "/error",
                                "/signin",
                                "/actuator/health/**")
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .denyAll()
                        .anyRequest()
                        .authenticated())
                .authenticationManager(new ProviderManager(List.of(new LocalAccounts(signIn))))
                .formLogin(form -> form.loginPage("/signin")
                        .loginProcessingUrl("/signin")
                        .defaultSuccessUrl("/", false)
                        .failureUrl("/signin?failed"))
                .logout(logout -> logout.logoutUrl("/signout").logoutSuccessUrl("/signin?signedout"))
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
                        .referrerPolicy(
                                referrer -> referrer.policy(ReferrerPolicyHeaderWriter.ReferrerPolicy.SAME_ORIGIN)))
                .build();
    }

    private record LocalAccounts(SignIn signIn) implements AuthenticationProvider {
        @Override
        public Authentication authenticate(Authentication attempt) {
            Actor actor = signIn.check(attempt.getName(), String.valueOf(attempt.getCredentials()))
                    .orElseThrow(() -> new BadCredentialsException("unknown name or wrong password"));
            return new ActorAuthentication(actor);
        }

        @Override
        public boolean supports(Class<?> type) {
            return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
        }
    }
}
