package io.sextant.api.isolation;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets a request that has passed the sign-in begin as nobody's, until it is known whose it is. */
final class RequestScopeFilter extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        TeamScope before = Threads.SCOPE.get();
        TeamScope.become(new TeamScope.Nobody());
        try {
            chain.doFilter(request, response);
        } finally {
            Threads.restore(before);
        }
    }

    // What goes on later, or answers an error, runs on threads that know nothing of the beginning.
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }
}
