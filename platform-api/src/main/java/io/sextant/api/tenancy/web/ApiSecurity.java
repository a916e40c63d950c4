package io.sextant.api.tenancy.web;

import io.sextant.api.problem.web.ProblemBody;
import io.sextant.api.tenancy.BearerScheme;
import io.sextant.api.tenancy.SecuritySettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import tools.jackson.databind.json.JsonMapper;

/** The REST API is reached with a bearer token only: no cookie, hence no CSRF. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class ApiSecurity {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;

    private final JsonMapper json;

    ApiSecurity(JsonMapper json) {
        this.json = json;
    }

    @Bean
    static PasswordEncoder passwordEncoder() {
        // argon2id; weaker hashes of earlier releases are replaced at sign-in.
        return new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, 1, MEMORY_KIB, PASSES);
    }

    @Bean
    @Order(1)
    SecurityFilterChain apiFilterChain(
            HttpSecurity http, List<BearerScheme> schemes, SecuritySettings settings, Clock clock) {
        return http.securityMatcher("/api/**")
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .addFilterBefore(
                        new BearerFilter(schemes, settings.tokenRequestsPerSecond(), this::tooMany, clock),
                        AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.requestMatchers("/api/v1/openapi", "/api/v1/openapi/**")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(errors -> errors.authenticationEntryPoint(
                                (request, response, e) -> unauthenticated(request, response))
                        .accessDeniedHandler((request, response, e) -> unauthenticated(request, response)))
                .build();
    }

    private void unauthenticated(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean presented = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
        ProblemBody body = ProblemBody.of(
                401,
                "unauthenticated",
                "Not signed in",
                presented ? "The bearer token is unknown, expired or revoked." : "The request carries no bearer token.",
                "Send \"Authorization: Bearer <API token>\" with a token of yours that has not expired.",
                request);
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, presented ? "Bearer error=\"invalid_token\"" : "Bearer");
        answer(response, body);
    }

    private void tooMany(HttpServletRequest request, HttpServletResponse response, Duration wait) throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds()));
        answer(
                response,
                ProblemBody.of(
                        HttpStatus.TOO_MANY_REQUESTS.value(),
                        "too-many-requests",
                        "Too many requests",
                        "More requests came with this token, or more unknown tokens from this address, than are served.",
                        "Come back after " + wait.toSeconds() + " s, and then more slowly.",
                        request));
    }

    private void answer(HttpServletResponse response, ProblemBody body) throws IOException {
        response.setStatus(body.status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), body);
    }
}
