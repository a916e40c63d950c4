package io.sextant.api.cluster.web;

import io.sextant.api.cluster.ClusterRegistration;
import io.sextant.api.tenancy.BearerScheme;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

@Component
class DeployerTokenScheme implements BearerScheme {
    private final ClusterRegistration registration;

    DeployerTokenScheme(ClusterRegistration registration) {
        this.registration = registration;
    }

    @Override
    public Optional<Authentication> authenticate(String token) {
        return registration.clusterOf(token).map(DeployerAuthentication::new);
    }
}
