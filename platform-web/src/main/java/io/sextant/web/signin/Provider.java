package io.sextant.web.signin;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.converter.ClaimTypeConverter;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * The identity provider that the settings name. It is asked for its addresses and keys when the first person wants to sign in, so
 * that the platform starts without it.
 */
@Component
class Provider {
    static final String ID = "oidc";
    private static final Logger LOG = LoggerFactory.getLogger(Provider.class);
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration READ = Duration.ofSeconds(10);
    private static final Duration KEPT = Duration.ofHours(1);
    private static final int LARGEST_KEY_SET = 1 << 20;
    private static final ParameterizedTypeReference<Map<String, Object>> OBJECT = new ParameterizedTypeReference<>() {};

    private final OidcSettings settings;
    private final Clock clock;
    private final ClientHttpRequestFactory requests;
    private volatile @Nullable Known known;

    Provider(OidcSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        JdkClientHttpRequestFactory factory = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(CONNECT).build());
        factory.setReadTimeout(READ);
        this.requests = factory;
    }

    /**
     * What the provider has told of itself.
     *
     * @param idTokens reads and checks its ID tokens
     * @param endSession where people sign out of it; null where it has no such address
     */
    record Known(
            ClientRegistration registration,
            JwtDecoder idTokens,
            @Nullable URI endSession,
            Instant until) {}

    /** It does not answer, or tells what cannot be used. */
    static final class Unreachable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreachable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    boolean isOn() {
        return settings.isOn();
    }

    /** How requests to it are made: with limits of time. */
    ClientHttpRequestFactory requests() {
        return requests;
    }

    /** What it has told, or tells now. */
    Known known() {
        Known last = known;
        if (last != null && clock.instant().isBefore(last.until())) {
            return last;
        }
        try {
            Known fresh = read(told());
            known = fresh;
            return fresh;
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("issuer", settings.issuer())
                    .addKeyValue("reason", String.valueOf(e.getMessage()))
                    .log("The identity provider does not tell its addresses");
            if (last != null) {
                return last;
            }
            throw e instanceof Unreachable unreachable
                    ? unreachable
                    : new Unreachable("no answer from " + settings.issuer(), e);
        }
    }

    /** What it told last, without asking. */
    Optional<Known> lastKnown() {
        return Optional.ofNullable(known);
    }

    private Map<String, Object> told() {
        String base = settings.issuer().endsWith("/")
                ? settings.issuer().substring(0, settings.issuer().length() - 1)
                : settings.issuer();
        Map<String, Object> told = RestClient.builder()
                .requestFactory(requests)
                .build()
                .get()
                .uri(URI.create(base + "/.well-known/openid-configuration"))
                .retrieve()
                .body(OBJECT);
        if (told == null || !settings.issuer().equals(told.get("issuer"))) {
            throw new Unreachable(
                    "the provider calls itself " + (told == null ? "nothing" : told.get("issuer"))
                            + ": set sextant.oidc.issuer to exactly that",
                    null);
        }
        return told;
    }

    private Known read(Map<String, Object> told) {
        ClientRegistration registration = ClientRegistrations.fromOidcConfiguration(told)
                .registrationId(ID)
                .clientName(settings.name())
                .clientId(settings.clientId())
                .clientSecret(settings.clientSecret())
                .scope(settings.scopes())
                .redirectUri("{baseUrl}" + OidcSignIn.CALLBACK)
                .clientSettings(ClientRegistration.ClientSettings.builder()
                        .requireProofKey(true)
                        .build())
                .build();
        URI endSession = told.get("end_session_endpoint") instanceof String address ? URI.create(address) : null;
        return new Known(
                registration, decoder(registration), endSession, clock.instant().plus(KEPT));
    }

    private JwtDecoder decoder(ClientRegistration registration) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                JWSAlgorithm.parse(settings.signatureAlgorithm()), keys(registration)));
        // The validators below look at the claims.
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        OidcIdTokenValidator validator = new OidcIdTokenValidator(registration);
        validator.setClock(clock);
        validator.setClockSkew(settings.clockSkew());
        JwtTimestampValidator times = new JwtTimestampValidator(settings.clockSkew());
        times.setClock(clock);
        NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(times, validator));
        decoder.setClaimSetConverter(
                new ClaimTypeConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverters()));
        return decoder;
    }

    // Tokens come from the provider itself, so an unknown key may always make it be asked for its keys again.
    private static JWKSource<SecurityContext> keys(ClientRegistration registration) {
        try {
            return JWKSourceBuilder.<SecurityContext>create(
                            URI.create(String.valueOf(
                                            registration.getProviderDetails().getJwkSetUri()))
                                    .toURL(),
                            new DefaultResourceRetriever(
                                    (int) CONNECT.toMillis(), (int) READ.toMillis(), LARGEST_KEY_SET))
                    .rateLimited(false)
                    .refreshAheadCache(false)
                    .build();
        } catch (MalformedURLException | IllegalArgumentException e) {
            throw new Unreachable("the provider tells no usable address of its keys", e);
        }
    }
}
