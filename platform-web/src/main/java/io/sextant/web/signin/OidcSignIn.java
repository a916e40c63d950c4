package io.sextant.web.signin;

import io.sextant.api.tenancy.ActorAuthentication;
import io.sextant.api.tenancy.ProvidedSignIn;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.filter.OncePerRequestFilter;

/** The way through the identity provider: there with state, nonce and proof key, and back to a session of ours. */
@Component
class OidcSignIn {
    /** Leads to the identity provider. */
    static final String BEGIN = "/signin/oidc";

    /** Where the identity provider leads back to. */
    static final String CALLBACK = "/signin/oidc/callback";

    private static final Logger LOG = LoggerFactory.getLogger(OidcSignIn.class);
    private static final RequestMatcher BEGINS =
            PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, BEGIN);
    private static final RequestMatcher COMES_BACK =
            PathPatternRequestMatcher.withDefaults().matcher(CALLBACK);

    private final Provider provider;
    private final OidcSettings settings;
    private final ProvidedSignIn signIn;
    private final SessionUsers sessions;
    private final SavedRequestAwareAuthenticationSuccessHandler onwards =
            new SavedRequestAwareAuthenticationSuccessHandler();

    OidcSignIn(Provider provider, OidcSettings settings, ProvidedSignIn signIn, SessionUsers sessions) {
        this.provider = provider;
        this.settings = settings;
        this.signIn = signIn;
        this.sessions = sessions;
    }

    /** Adds it where the settings name a provider. */
    void addTo(HttpSecurity http) {
        if (!provider.isOn()) {
            return;
        }
        ClientRegistrationRepository registrations = id -> provider.known().registration();
        http.addFilterBefore(new Reach(), OAuth2AuthorizationRequestRedirectFilter.class)
                .oauth2Login(login -> login.loginPage("/signin")
                        .clientRegistrationRepository(registrations)
                        .authorizedClientRepository(new NoTokensKept())
                        .authorizationEndpoint(there -> there.authorizationRequestResolver(new Resolver(registrations))
                                .authorizationRequestRepository(new PendingSignIns()))
                        .redirectionEndpoint(back -> back.baseUri(CALLBACK))
                        .successHandler(this::admitted)
                        .failureHandler(this::refused));
    }

    /** What turns the provider's answer into a person; nothing without a provider. */
    List<AuthenticationProvider> authenticationProviders() {
        if (!provider.isOn()) {
            return List.of();
        }
        RestClientAuthorizationCodeTokenResponseClient tokens = new RestClientAuthorizationCodeTokenResponseClient();
        tokens.setRestClient(RestClient.builder()
                .requestFactory(provider.requests())
                .configureMessageConverters(converters -> converters
                        .disableDefaults()
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        OidcAuthorizationCodeAuthenticationProvider answers =
                new OidcAuthorizationCodeAuthenticationProvider(tokens, new KnownPeople(signIn, settings, provider));
        answers.setJwtDecoderFactory(registration -> provider.known().idTokens());
        return List.of(answers);
    }

    private void admitted(HttpServletRequest request, HttpServletResponse response, Authentication told)
            throws IOException, ServletException {
        if (!(told.getPrincipal() instanceof KnownPerson person)) {
            throw new IllegalStateException("not one of ours: " + told.getClass());
        }
        ActorAuthentication user = new ActorAuthentication(person.actor());
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(user);
        SecurityContextHolder.setContext(context);
        sessions.saveContext(context, request, response);
        sessions.keepProof(request.getSession(), person.getIdToken().getTokenValue(), settings.sessionLifetime());
        onwards.onAuthenticationSuccess(request, response, user);
    }

    private void refused(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        SignInRefusal refusal = SignInRefusal.of(failure);
        // Who is refused was told already; anybody can come with a made-up answer, as often as they like.
        boolean begun = !(failure instanceof OAuth2AuthenticationException told
                && told.getError().getErrorCode().equals("authorization_request_not_found"));
        if (begun && !(failure instanceof NotAdmitted)) {
            LOG.atWarn()
                    .addKeyValue("refusal", refusal.code())
                    .addKeyValue("reason", String.valueOf(failure.getMessage()))
                    .log("A sign-in by the identity provider has failed");
            signIn.failed(refusal.detail(settings.name()));
        }
        send(refusal, request, response);
    }

    private static void send(SignInRefusal refusal, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.sendRedirect(request.getContextPath() + "/signin?refused=" + refusal.code());
    }

    /** Says so on the sign-in page where the provider does not answer. */
    private final class Reach extends OncePerRequestFilter {
        @Override
        protected boolean shouldNotFilter(HttpServletRequest request) {
            return !BEGINS.matches(request) && !COMES_BACK.matches(request);
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            try {
                provider.known();
            } catch (Provider.Unreachable e) {
                send(SignInRefusal.UNREACHABLE, request, response);
                return;
            }
            chain.doFilter(request, response);
        }
    }

    /** One provider, one address that leads there. */
    private static final class Resolver implements OAuth2AuthorizationRequestResolver {
        private final DefaultOAuth2AuthorizationRequestResolver requests;

        Resolver(ClientRegistrationRepository registrations) {
            this.requests = new DefaultOAuth2AuthorizationRequestResolver(registrations, BEGIN);
        }

        @Override
        public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
            return BEGINS.matches(request) ? requests.resolve(request, Provider.ID) : null;
        }

        @Override
        public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String registration) {
            return resolve(request);
        }
    }

    /** The platform asks the provider for nothing but who somebody is. */
    private static final class NoTokensKept implements OAuth2AuthorizedClientRepository {
        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals") // as the interface has it
        public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
                String registration, Authentication who, HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(
                OAuth2AuthorizedClient client,
                Authentication who,
                HttpServletRequest request,
                HttpServletResponse response) {}

        @Override
        public void removeAuthorizedClient(
                String registration, Authentication who, HttpServletRequest request, HttpServletResponse response) {}
    }
}
