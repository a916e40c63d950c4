package io.sextant.web.signin;

import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.ActorAuthentication;
import io.sextant.api.tenancy.SignIn;
import io.sextant.api.tenancy.UserId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Keeps in a session whose it is, and nothing more: who that is and what they may do is read anew in each request.
 *
 * <p>So any instance serves any user, a changed role holds at once, and a new release reads the sessions of the old one.
 */
@Component
class SessionUsers implements SecurityContextRepository {
    private static final String USER = "sextant.user";
    private static final String SINCE = "sextant.since";

    private final SignIn signIn;
    private final Clock clock;

    SessionUsers(SignIn signIn, Clock clock) {
        this.signIn = signIn;
        this.clock = clock;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract in the interface; the filters call loadDeferredContext
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return context(holder.getRequest());
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        return new Deferred(request);
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        if (context.getAuthentication() instanceof ActorAuthentication signedIn) {
            HttpSession session = request.getSession();
            session.setAttribute(USER, signedIn.getPrincipal().id().toString());
            session.setAttribute(SINCE, clock.instant().toEpochMilli() + 1);
        } else {
            Optional.ofNullable(request.getSession(false)).ifPresent(session -> session.removeAttribute(USER));
        }
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(USER) != null;
    }

    private SecurityContext context(HttpServletRequest request) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        user(request.getSession(false)).map(ActorAuthentication::new).ifPresent(context::setAuthentication);
        return context;
    }

    private Optional<Actor> user(@Nullable HttpSession session) {
        return session != null
                        && session.getAttribute(USER) instanceof String user
                        && session.getAttribute(SINCE) instanceof Long since
                ? signIn.current(new UserId(UUID.fromString(user)), Instant.ofEpochMilli(since))
                : Optional.empty();
    }

    /** Looks nobody up for what everybody may have, such as style sheets. */
    private final class Deferred implements DeferredSecurityContext {
        private final HttpServletRequest request;
        private @Nullable SecurityContext context;

        Deferred(HttpServletRequest request) {
            this.request = request;
        }

        @Override
        public SecurityContext get() {
            if (context == null) {
                context = context(request);
            }
            return context;
        }

        @Override
        public boolean isGenerated() {
            return get().getAuthentication() == null;
        }
    }
}
