package io.sextant.api.tenancy.web;

import io.sextant.api.audit.RequestOrigin;
import io.sextant.api.tenancy.ActorAuthentication;
import io.sextant.api.tenancy.BearerScheme;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Recognises bearer tokens, and slows down who uses one too often or tries many that are none. */
class BearerFilter extends OncePerRequestFilter {
    private static final String PREFIX = "Bearer ";
    private static final int TRIES_PER_MINUTE = 600;

    private final List<BearerScheme> schemes;
    private final RequestRate requests;
    private final RequestRate tries;
    private final Refusal refusal;

    BearerFilter(List<BearerScheme> schemes, int requestsPerSecond, Refusal refusal, Clock clock) {
        this.schemes = schemes;
        this.refusal = refusal;
        this.requests = new RequestRate(requestsPerSecond, Duration.ofSeconds(1), clock);
        this.tries = new RequestRate(TRIES_PER_MINUTE, Duration.ofMinutes(1), clock);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null && header.startsWith(PREFIX)) {
            Duration wait = recognised(header.substring(PREFIX.length()).strip(), request);
            if (wait.isPositive()) {
                refusal.answer(request, response, wait);
                return;
            }
        }
        chain.doFilter(request, response);
    }

    /** How long to wait before the next try; zero where the request may go on. */
    private Duration recognised(String token, HttpServletRequest request) {
        String address = String.valueOf(request.getRemoteAddr());
        if (!tries.hasRoom(address)) {
            return Duration.ofMinutes(1);
        }
        Optional<Authentication> who = schemes.stream()
                .flatMap(scheme -> scheme.authenticate(token).stream())
                .findFirst();
        if (who.isEmpty()) {
            tries.admits(address);
            return Duration.ZERO;
        }
        String id = token.split("_", 3)[1];
        if (who.get() instanceof ActorAuthentication && !requests.admits(id)) {
            return Duration.ofSeconds(1);
        }
        request.setAttribute(RequestOrigin.TOKEN_ID, id);
        remember(who.get());
        return Duration.ZERO;
    }

    private static void remember(Authentication authentication) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(authentication);
        SecurityContextHolder.setContext(context);
    }

    /** Tells a client to slow down. */
    @FunctionalInterface
    interface Refusal {
        void answer(HttpServletRequest request, HttpServletResponse response, Duration wait) throws IOException;
    }

    // Streams finish on an async dispatch, which has to be as authenticated as the request that began them.
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }
}
