package io.sextant.web.sandbox;

import io.sextant.api.cluster.ClusterRegistration;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

@Component
@Profile("sandbox")
class SandboxClusterRegistration {
    static final String CLUSTER = "sandbox";

    private final ClusterRegistration registration;

    SandboxClusterRegistration(ClusterRegistration registration) {
        this.registration = registration;
    }

    /** Registers the sandbox's cluster unless it is already. */
    void ensure() {
        registration.ensure(CLUSTER, "Sandbox cluster on this machine");
    }

    /** The token of the embedded deployer; the one of an earlier start is void from now on. */
    String renewToken() {
        ensure();
        return registration.renewToken(CLUSTER);
    }
}
