package io.sextant.api.tenancy;

import java.util.Optional;
import org.springframework.security.core.Authentication;

/** Recognises one kind of bearer token; features bring their own. */
public interface BearerScheme {
    /** Who presents the token; empty when it is not of this kind or not valid. */
    Optional<Authentication> authenticate(String token);
}
