package io.sextant.api.tenancy.web;

import io.sextant.api.tenancy.BearerScheme;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

class BearerFilter extends OncePerRequestFilter {
    private static final String PREFIX = "Bearer ";

    private final List<BearerScheme> schemes;

    BearerFilter(List<BearerScheme> schemes) {
        this.schemes = schemes;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null && header.startsWith(PREFIX)) {
            recognise(header.substring(PREFIX.length()).strip()).ifPresent(BearerFilter::remember);
        }
        chain.doFilter(request, response);
    }

    private Optional<Authentication> recognise(String token) {
        return schemes.stream()
                .flatMap(scheme -> scheme.authenticate(token).stream())
                .findFirst();
    }

    private static void remember(Authentication authentication) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(authentication);
        SecurityContextHolder.setContext(context);
    }

    // Streams finish on an async dispatch, which has to be as authenticated as the request that began them.
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }
}
