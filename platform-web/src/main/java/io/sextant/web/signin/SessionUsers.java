package io.sextant.web.signin;

import io.sextant.api.isolation.AllTeams;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.ActorAuthentication;
import io.sextant.api.tenancy.Sealing;
import io.sextant.api.tenancy.SignIn;
import io.sextant.api.tenancy.UserId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
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
    private static final String UNTIL = "sextant.until";
    private static final String PROOF = "sextant.proof";

    private final SignIn signIn;
    private final Sealing sealing;
    private final Clock clock;

    SessionUsers(SignIn signIn, Sealing sealing, Clock clock) {
        this.signIn = signIn;
        this.sealing = sealing;
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
            session.removeAttribute(UNTIL);
            session.removeAttribute(PROOF);
        } else {
            Optional.ofNullable(request.getSession(false)).ifPresent(session -> session.removeAttribute(USER));
        }
    }

    /**
     * Keeps, sealed, by what the identity provider said whose it is, which ends the session there too.
     *
     * @param lifetime after which the provider has to say it again
     */
    void keepProof(HttpSession session, String idToken, Duration lifetime) {
        session.setAttribute(PROOF, sealing.seal(idToken));
        session.setAttribute(UNTIL, clock.instant().plus(lifetime).toEpochMilli());
    }

    /** By what the identity provider said whose it is; empty for who signed in with a password. */
    Optional<String> proof(@Nullable HttpSession session) {
        try {
            return session != null && session.getAttribute(PROOF) instanceof String proof
                    ? Optional.of(sealing.open(proof))
                    : Optional.empty();
        } catch (IllegalStateException e) {
            // Sealed with a key that is no more: the session at the provider stays, this one ends.
            return Optional.empty();
        }
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(USER) != null;
    }

    private SecurityContext context(HttpServletRequest request) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        // Their roles in all teams decide what they may see from here on.
        AllTeams.call(() -> user(request.getSession(false)))
                .map(ActorAuthentication::new)
                .ifPresent(context::setAuthentication);
        return context;
    }

    private Optional<Actor> user(@Nullable HttpSession session) {
        return session != null
                        && session.getAttribute(USER) instanceof String user
                        && session.getAttribute(SINCE) instanceof Long since
                        && !isOver(session)
                ? signIn.current(new UserId(UUID.fromString(user)), Instant.ofEpochMilli(since))
                : Optional.empty();
    }

    private boolean isOver(HttpSession session) {
        return session.getAttribute(UNTIL) instanceof Long until
                && clock.instant().toEpochMilli() >= until;
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
