package io.sextant.web.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;

/**
 * Keeps in the browser's session what it went to the identity provider with, until it comes back; the last attempt counts.
 *
 * <p>As plain texts, so that a new release reads those of the old one.
 */
final class PendingSignIns implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {
    private static final String PENDING = "sextant.signin";
    private static final String ADDRESS = "address";
    private static final List<String> ATTRIBUTES =
            List.of(OAuth2ParameterNames.REGISTRATION_ID, OidcParameterNames.NONCE, PkceParameterNames.CODE_VERIFIER);

    @Override
    public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        String state = request.getParameter(OAuth2ParameterNames.STATE);
        return session != null
                        && state != null
                        && session.getAttribute(PENDING) instanceof Map<?, ?> pending
                        && state.equals(pending.get(OAuth2ParameterNames.STATE))
                ? read(pending)
                : null;
    }

    @Override
    public void saveAuthorizationRequest(
            @Nullable OAuth2AuthorizationRequest pending, HttpServletRequest request, HttpServletResponse response) {
        if (pending == null) {
            removeAuthorizationRequest(request, response);
            return;
        }
        Map<String, String> kept = new HashMap<>();
        kept.put(ADDRESS, pending.getAuthorizationUri());
        kept.put(OAuth2ParameterNames.CLIENT_ID, pending.getClientId());
        kept.put(OAuth2ParameterNames.REDIRECT_URI, String.valueOf(pending.getRedirectUri()));
        kept.put(OAuth2ParameterNames.STATE, String.valueOf(pending.getState()));
        ATTRIBUTES.forEach(name -> kept.put(name, String.valueOf(pending.<Object>getAttribute(name))));
        request.getSession().setAttribute(PENDING, new HashMap<>(kept));
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
            HttpServletRequest request, HttpServletResponse response) {
        OAuth2AuthorizationRequest pending = loadAuthorizationRequest(request);
        if (pending != null) {
            request.getSession().removeAttribute(PENDING);
        }
        return pending;
    }

    private static OAuth2AuthorizationRequest read(Map<?, ?> pending) {
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(text(pending, ADDRESS))
                .clientId(text(pending, OAuth2ParameterNames.CLIENT_ID))
                .redirectUri(text(pending, OAuth2ParameterNames.REDIRECT_URI))
                .scope("openid")
                .state(text(pending, OAuth2ParameterNames.STATE))
                .attributes(attributes -> ATTRIBUTES.forEach(name -> attributes.put(name, text(pending, name))))
                .build();
    }

    private static String text(Map<?, ?> pending, String name) {
        return String.valueOf(pending.get(name));
    }
}
