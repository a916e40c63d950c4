package io.sextant.web.signin;

import io.sextant.api.tenancy.PlatformRole;
import io.sextant.api.tenancy.TeamRole;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code sextant.oidc}: an identity provider that signs people in.
 *
 * @param issuer its address, exactly as it tells it; empty for none, and then nothing else counts
 * @param clientId what the platform is called there
 * @param clientSecret what the platform shows it
 * @param name what people call it, on the button of the sign-in page
 * @param scopes what is asked for
 * @param rolePrefix claim values of the form prefix, team, hyphen, role give that role; empty for none
 * @param roles claim values that give a role, one by one
 * @param admitWithoutRole lets people in for whom nothing gives a role
 * @param signatureAlgorithm of its ID tokens
 * @param clockSkew by how much its clock may differ
 * @param sessionLifetime after which it is asked again, so that roles are never older
 */
@ConfigurationProperties("sextant.oidc")
record OidcSettings(
        @DefaultValue("") String issuer,
        @DefaultValue("") String clientId,
        @DefaultValue("") String clientSecret,
        @DefaultValue("the identity provider") String name,
        @DefaultValue({"openid", "profile", "email"}) Set<String> scopes,
        @DefaultValue Claims claims,
        @DefaultValue("") String rolePrefix,
        @DefaultValue List<Grant> roles,
        @DefaultValue("false") boolean admitWithoutRole,
        @DefaultValue("RS256") String signatureAlgorithm,
        @DefaultValue("60s") Duration clockSkew,
        @DefaultValue("12h") Duration sessionLifetime) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    OidcSettings {
        scopes = Set.copyOf(scopes);
        roles = List.copyOf(roles);
        boolean any = !issuer.isBlank() || !clientId.isBlank() || !clientSecret.isBlank();
        if (any) {
            require(issuer, "issuer", "SEXTANT_OIDC_ISSUER");
            require(clientId, "client-id", "SEXTANT_OIDC_CLIENT_ID");
            require(clientSecret, "client-secret", "SEXTANT_OIDC_CLIENT_SECRET");
            requireAddress(issuer);
            if (!scopes.contains("openid")) {
                throw new IllegalArgumentException("sextant.oidc.scopes has to contain openid");
            }
        }
    }

    boolean isOn() {
        return !issuer.isBlank();
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "OidcSettings[" + issuer + ", " + clientId + "]";
    }

    private static void require(String value, String setting, String variable) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("Half of the identity provider's settings are missing: set sextant.oidc."
                    + setting + " (" + variable + "), or none of sextant.oidc.issuer, .client-id and .client-secret.");
        }
    }

    private static void requireAddress(String issuer) {
        URI address = URI.create(issuer);
        boolean safe = "https".equals(address.getScheme())
                || ("http".equals(address.getScheme()) && LOOPBACK.contains(String.valueOf(address.getHost())));
        if (!safe || address.getHost() == null) {
            throw new IllegalArgumentException("sextant.oidc.issuer has to be an https address, and is " + issuer);
        }
    }

    /**
     * Names of the claims that are read; dots lead into objects.
     *
     * @param roles holds the values that give roles
     */
    record Claims(
            @DefaultValue("name") String name,
            @DefaultValue("email") String email,
            @DefaultValue("groups") String roles) {}

    /**
     * What one value gives: either a platform role, or a role in a node.
     *
     * @param node slug of a team, or of a node above teams, where it holds in every team below
     */
    record Grant(
            String value,
            @Nullable PlatformRole platform,
            @Nullable String node,
            @Nullable TeamRole role) {
        Grant {
            boolean inNode = node != null && role != null;
            if (value.isBlank() || (platform != null) == inNode || (node != null) != (role != null)) {
                throw new IllegalArgumentException("sextant.oidc.roles: each entry has a value and either platform, or"
                        + " node and role; the entry of \"" + value + "\" has not");
            }
        }
    }
}
