package io.sextant.web.signin;

import io.sextant.api.tenancy.ActorAuthentication;
import io.sextant.api.tenancy.SignIn;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponentsBuilder;

/** Ends the session here, and leads on to the identity provider to end the one there. */
@Component
class SignOut implements LogoutHandler, LogoutSuccessHandler {
    /** Where the identity provider leads back to. */
    static final String SIGNED_OUT = "/signedout";

    /** Request attribute: where the session at the identity provider ends. */
    static final String ELSEWHERE = "io.sextant.signout.elsewhere";

    private final SignIn signIn;
    private final SessionUsers sessions;
    private final Provider provider;
    private final OidcSettings settings;

    SignOut(SignIn signIn, SessionUsers sessions, Provider provider, OidcSettings settings) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.provider = provider;
        this.settings = settings;
    }

    @Override
    public void logout(HttpServletRequest request, HttpServletResponse response, @Nullable Authentication who) {
        if (who instanceof ActorAuthentication user) {
            signIn.signedOut(user.getPrincipal());
            elsewhere(request).ifPresent(address -> request.setAttribute(ELSEWHERE, address.toString()));
        }
    }

    // A redirect would be held against the form-action of the page with the button, which knows this platform only.
    @Override
    public void onLogoutSuccess(HttpServletRequest request, HttpServletResponse response, @Nullable Authentication who)
            throws IOException, ServletException {
        if (request.getAttribute(ELSEWHERE) instanceof String address) {
            response.setHeader("Refresh", "0; url=" + address);
            request.getRequestDispatcher(SIGNED_OUT).forward(new AsGet(request), response);
        } else {
            response.sendRedirect(request.getContextPath() + "/signin?signedout");
        }
    }

    private Optional<URI> elsewhere(HttpServletRequest request) {
        Optional<URI> end = provider.lastKnown().flatMap(known -> Optional.ofNullable(known.endSession()));
        return end.flatMap(address -> sessions.proof(request.getSession(false))
                .map(proof -> UriComponentsBuilder.fromUri(address)
                        .queryParam("id_token_hint", "{proof}")
                        .queryParam("client_id", "{client}")
                        .queryParam("post_logout_redirect_uri", "{back}")
                        .encode()
                        .buildAndExpand(proof, settings.clientId(), back())
                        .toUri()));
    }

    private static String back() {
        return ServletUriComponentsBuilder.fromCurrentContextPath()
                .path(SIGNED_OUT)
                .toUriString();
    }

    private static final class AsGet extends HttpServletRequestWrapper {
        AsGet(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getMethod() {
            return HttpMethod.GET.name();
        }
    }
}
