package io.sextant.web.signin;

import io.sextant.api.tenancy.ProvidedOutcome;
import io.sextant.api.tenancy.ProvidedPerson;
import io.sextant.api.tenancy.ProvidedSignIn;
import java.util.Map;
import java.util.Objects;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.web.client.RestTemplate;

/** Asks the platform whether it lets in whom the identity provider knows. */
final class KnownPeople implements OAuth2UserService<OidcUserRequest, OidcUser> {
    private final OidcUserService told = new OidcUserService();
    private final ProvidedSignIn signIn;
    private final OidcSettings settings;
    private final ClaimMapping mapping;

    KnownPeople(ProvidedSignIn signIn, OidcSettings settings, Provider provider) {
        this.signIn = signIn;
        this.settings = settings;
        this.mapping = new ClaimMapping(settings);
        RestTemplate requests = new RestTemplate(provider.requests());
        requests.setErrorHandler(new OAuth2ErrorResponseErrorHandler());
        DefaultOAuth2UserService userInfo = new DefaultOAuth2UserService();
        userInfo.setRestOperations(requests);
        told.setOauth2UserService(userInfo);
    }

    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        OidcUser user = told.loadUser(request);
        return switch (signIn.begin(person(user))) {
            case ProvidedOutcome.Admitted(var actor) -> new KnownPerson(user, actor);
            case ProvidedOutcome.Refused(var reason) -> throw new NotAdmitted(reason);
        };
    }

    private ProvidedPerson person(OidcUser user) {
        Map<String, Object> claims = user.getClaims();
        return new ProvidedPerson(
                settings.issuer(),
                Objects.requireNonNull(user.getSubject()),
                ClaimMapping.text(claims, settings.claims().email()),
                Boolean.FALSE.equals(user.getEmailVerified()),
                ClaimMapping.text(claims, settings.claims().name()),
                mapping.roles(claims),
                settings.admitWithoutRole());
    }
}
