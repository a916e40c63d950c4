package io.sextant.web.signin;

import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.ActorAuthentication;
import io.sextant.api.tenancy.SignIn;
import io.sextant.api.tenancy.SignInOutcome;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
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
    SecurityFilterChain portalFilterChain(
            HttpSecurity http, SignIn signIn, SessionUsers sessions, OidcSignIn oidc, SignOut signOut) {
        List<AuthenticationProvider> providers = new ArrayList<>(List.of(new LocalAccounts(signIn)));
        providers.addAll(oidc.authenticationProviders());
        oidc.addTo(http);
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
                                SignOut.SIGNED_OUT,
                                "/actuator/health/**")
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .denyAll()
                        .anyRequest()
                        .authenticated())
                .securityContext(context -> context.securityContextRepository(sessions))
                .authenticationManager(new ProviderManager(providers))
                .formLogin(form -> form.loginPage("/signin")
                        .loginProcessingUrl("/signin")
                        .defaultSuccessUrl("/", false)
                        .failureHandler(PortalSecurity::refused))
                .logout(logout ->
                        logout.logoutUrl("/signout").addLogoutHandler(signOut).logoutSuccessHandler(signOut))
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
                        .referrerPolicy(
                                referrer -> referrer.policy(ReferrerPolicyHeaderWriter.ReferrerPolicy.SAME_ORIGIN)))
                .build();
    }

    private static void refused(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        if (e instanceof LockedOut locked) {
            response.setHeader(
                    HttpHeaders.RETRY_AFTER,
                    Long.toString(Math.max(1, locked.remaining().toSeconds())));
            response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
        } else {
            response.sendRedirect(request.getContextPath() + "/signin?failed");
        }
    }

    /** Too many failed sign-ins before this one. */
    private static final class LockedOut extends LockedException {
        @Serial
        private static final long serialVersionUID = 1L;

        private final transient Duration remaining;

        LockedOut(Duration remaining) {
            super("too many failed sign-ins");
            this.remaining = remaining;
        }

        Duration remaining() {
            return remaining;
        }
    }

    private record LocalAccounts(SignIn signIn) implements AuthenticationProvider {
        @Override
        public Authentication authenticate(Authentication attempt) {
            String address = attempt.getDetails() instanceof WebAuthenticationDetails details
                    ? String.valueOf(details.getRemoteAddress())
                    : "unknown";
            String password = String.valueOf(attempt.getCredentials());
            return switch (signIn.attempt(attempt.getName(), password, address)) {
                case SignInOutcome.Admitted(Actor actor) -> new ActorAuthentication(actor);
                case SignInOutcome.Refused() -> throw new BadCredentialsException("unknown name or wrong password");
                case SignInOutcome.Locked(Duration remaining) -> throw new LockedOut(remaining);
            };
        }

        @Override
        public boolean supports(Class<?> type) {
            return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
        }
    }
}
