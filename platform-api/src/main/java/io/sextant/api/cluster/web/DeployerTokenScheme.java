package io.sextant.api.cluster.web;

import io.sextant.api.cluster.DeployerSignIn;
import io.sextant.api.tenancy.BearerScheme;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

@Component
class DeployerTokenScheme implements BearerScheme {
    private final DeployerSignIn signIn;

    DeployerTokenScheme(DeployerSignIn signIn) {
        this.signIn = signIn;
    }

    @Override
    public Optional<Authentication> authenticate(String token) {
        return signIn.of(token).map(DeployerAuthentication::new);
    }
}
