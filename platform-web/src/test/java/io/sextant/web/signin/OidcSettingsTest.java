package io.sextant.web.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sextant.api.tenancy.PlatformRole;
import io.sextant.api.tenancy.TeamRole;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class OidcSettingsTest {
    private static final Map<String, String> WHOLE = Map.of(
            "sextant.oidc.issuer", "https://login.example.org",
            "sextant.oidc.client-id", "sextant",
            "sextant.oidc.client-secret", "very secret");

    static OidcSettings settings(String claim, String prefix, List<OidcSettings.Grant> roles) {
        return new OidcSettings(
                "https://login.example.org",
                "sextant",
                "very secret",
                "Example",
                Set.of("openid"),
                new OidcSettings.Claims("name", "email", claim),
                prefix,
                roles,
                false,
                "RS256",
                Duration.ofSeconds(60),
                Duration.ofHours(12));
    }

    @Test
    void isOffUnlessSet() {
        OidcSettings settings = bind(Map.of());
        assertThat(settings.isOn()).isFalse();
        assertThat(settings.scopes()).containsExactlyInAnyOrder("openid", "profile", "email");
        assertThat(settings.claims()).isEqualTo(new OidcSettings.Claims("name", "email", "groups"));
        assertThat(settings.rolePrefix()).isEmpty();
        assertThat(settings.admitWithoutRole()).isFalse();
        assertThat(settings.signatureAlgorithm()).isEqualTo("RS256");
        assertThat(settings.clockSkew()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.sessionLifetime()).isEqualTo(Duration.ofHours(12));
    }

    @Test
    void readsWhatAClaimGives() {
        OidcSettings settings = bind(with(Map.of(
                "sextant.oidc.roles[0].value", "ops",
                "sextant.oidc.roles[0].platform", "PLATFORM_ADMIN",
                "sextant.oidc.roles[1].value", "research",
                "sextant.oidc.roles[1].node", "research",
                "sextant.oidc.roles[1].role", "VIEWER")));
        assertThat(settings.isOn()).isTrue();
        assertThat(settings.roles())
                .containsExactly(
                        new OidcSettings.Grant("ops", PlatformRole.PLATFORM_ADMIN, null, null),
                        new OidcSettings.Grant("research", null, "research", TeamRole.VIEWER));
        assertThat(settings.toString()).doesNotContain("very secret");
    }

    @Test
    void refusesHalfAProviderAndNamesWhatIsMissing() {
        assertRefused(Map.of("sextant.oidc.issuer", "https://login.example.org"), "SEXTANT_OIDC_CLIENT_ID");
        assertRefused(Map.of("sextant.oidc.client-id", "sextant"), "SEXTANT_OIDC_ISSUER");
        assertRefused(
                Map.of("sextant.oidc.issuer", "https://login.example.org", "sextant.oidc.client-id", "sextant"),
                "SEXTANT_OIDC_CLIENT_SECRET");
    }

    @Test
    void refusesAnAddressThatAnybodyOnTheWayCouldAnswerFor() {
        assertRefused(with(Map.of("sextant.oidc.issuer", "http://login.example.org")), "https");
        assertThat(bind(with(Map.of("sextant.oidc.issuer", "http://localhost:8090")))
                        .isOn())
                .isTrue();
    }

    @Test
    void refusesAGrantThatGivesNothingOrTwoThings() {
        assertRefused(with(Map.of("sextant.oidc.roles[0].value", "ops")), "either platform");
        assertRefused(
                with(Map.of("sextant.oidc.roles[0].value", "ops", "sextant.oidc.roles[0].node", "research")),
                "either platform");
        assertRefused(with(Map.of("sextant.oidc.scopes", "profile")), "openid");
    }

    private static Map<String, String> with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(WHOLE);
        all.putAll(more);
        return all;
    }

    private static OidcSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("sextant.oidc", Bindable.of(OidcSettings.class));
    }

    private static void assertRefused(Map<String, String> properties, String words) {
        assertThatThrownBy(() -> bind(properties)).rootCause().hasMessageContaining(words);
    }
}
