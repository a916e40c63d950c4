package io.sextant.web.signin;

import com.nimbusds.jose.proc.BadJOSEException;
import io.sextant.api.tenancy.ProvidedOutcome;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/** Why the identity provider's sign-in led nowhere, in words for who stands before the page. */
enum SignInRefusal {
    DENIED(
            "%s did not let you through, or you did not want it to.",
            "Try again, and allow Sextant to see who you are."),
    STALE(
            "This sign-in was begun in another window, or too long ago.",
            "Begin again from here. If it happens each time, allow cookies for this address."),
    USED("This sign-in was used already, or took too long.", "Begin again from here."),
    CLOCK(
            "The clocks of %s and of the platform differ too much.",
            "Ask whoever runs the platform to compare its clock with the provider's; then try again."),
    KEY(
            "The answer of %s is not signed with a key that it publishes.",
            "Try again in some minutes. If it stays, whoever runs the platform compares sextant.oidc.signature-algorithm"
                    + " with what the provider uses."),
    AUDIENCE(
            "The answer of %s was meant for somebody else.",
            "Ask whoever runs the platform to compare sextant.oidc.client-id and .issuer with the provider's settings."),
    CLIENT(
            "%s does not know the platform, or refuses what it asks for.",
            "Ask whoever runs the platform to compare sextant.oidc.client-id, .client-secret and .scopes, and the redirect"
                    + " address, with the provider's settings."),
    UNREACHABLE("%s does not answer.", "Try again in some minutes. The log of the platform says what it tried."),
    DISABLED("Your account here was taken out of use.", "Ask a platform administrator."),
    NO_ROLE(
            "%s knows you, but none of your groups there gives you a role here.",
            "Ask a team administrator which group you need, and sign in again once you are in it."),
    NO_EMAIL("%s tells no email address of you.", "Ask whoever runs the provider to pass it on to Sextant."),
    UNVERIFIED_EMAIL("%s has not verified your email address.", "Verify it there, then sign in again."),
    NAME_TAKEN(
            "There is an account with your email address that does not belong to your user at %s.",
            "Ask a platform administrator to join the two on the account's page; then sign in again."),
    OTHER("%s answered in a way that cannot be used.", "Try again. The log of the platform says what it answered.");

    private static final Pattern TIMES = Pattern.compile("Jwt expired|Jwt used before|[{ ](exp|iat|nbf)=");

    private final String detail;
    private final String remedy;

    SignInRefusal(String detail, String remedy) {
        this.detail = detail;
        this.remedy = remedy;
    }

    String detail(String provider) {
        String text = detail.formatted(provider);
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    String remedy() {
        return remedy;
    }

    /** As it stands in an address. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<SignInRefusal> of(@Nullable String code) {
        return Stream.of(values())
                .filter(refusal -> refusal.code().equals(code))
                .findFirst();
    }

    static SignInRefusal of(AuthenticationException failure) {
        if (failure instanceof NotAdmitted refused) {
            return of(refused.reason());
        }
        if (cause(failure, IOException.class) != null) {
            return UNREACHABLE;
        }
        if (cause(failure, BadJOSEException.class) != null) {
            return KEY;
        }
        JwtValidationException invalid = cause(failure, JwtValidationException.class);
        if (invalid != null) {
            boolean times = invalid.getErrors().stream()
                    .anyMatch(error -> TIMES.matcher(String.valueOf(error.getDescription()))
                            .find());
            return times ? CLOCK : AUDIENCE;
        }
        return failure instanceof OAuth2AuthenticationException told
                ? byCode(told.getError().getErrorCode())
                : OTHER;
    }

    private static SignInRefusal byCode(String code) {
        return switch (code) {
            case "access_denied", "login_required", "consent_required", "interaction_required" -> DENIED;
            case "authorization_request_not_found", "invalid_state_parameter", "invalid_nonce" -> STALE;
            case "invalid_grant" -> USED;
            case "invalid_client", "unauthorized_client", "invalid_scope", "invalid_request" -> CLIENT;
            case "temporarily_unavailable", "server_error" -> UNREACHABLE;
            default -> OTHER;
        };
    }

    private static SignInRefusal of(ProvidedOutcome.Reason reason) {
        return switch (reason) {
            case DISABLED -> DISABLED;
            case NO_ROLE -> NO_ROLE;
            case NO_EMAIL -> NO_EMAIL;
            case UNVERIFIED_EMAIL -> UNVERIFIED_EMAIL;
            case NAME_TAKEN -> NAME_TAKEN;
        };
    }

    private static <T extends Throwable> @Nullable T cause(Throwable failure, Class<T> type) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
