package io.sextant.api.tenancy.web;

import io.sextant.api.tenancy.ActorAuthentication;
import io.sextant.api.tenancy.BearerScheme;
import io.sextant.api.tenancy.Tokens;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

@Component
class UserTokenScheme implements BearerScheme {
    private final Tokens tokens;

    UserTokenScheme(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Optional<Authentication> authenticate(String token) {
        return tokens.authenticate(token).map(ActorAuthentication::new);
    }
}
