package io.sextant.web.signin;

import io.sextant.api.tenancy.ProvidedOutcome;
import java.io.Serial;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;

/** The identity provider knows them, and the platform does not let them in. */
final class NotAdmitted extends OAuth2AuthenticationException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final ProvidedOutcome.Reason reason;

    NotAdmitted(ProvidedOutcome.Reason reason) {
        super("not_admitted");
        this.reason = reason;
    }

    ProvidedOutcome.Reason reason() {
        return reason;
    }
}
