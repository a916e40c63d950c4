package io.sextant.api.cluster.web;

import io.sextant.api.problem.PlatformProblem;
import java.io.Serial;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A request of a cluster's deployer; the principal is the cluster's name. */
public final class DeployerAuthentication extends AbstractAuthenticationToken {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String cluster;

    DeployerAuthentication(String cluster) {
        super(List.of());
        this.cluster = cluster;
        setAuthenticated(true);
    }

    /** Throws unless this is the deployer of that cluster: one cluster may not speak for another. */
    public void require(String asked) {
        if (!cluster.equals(asked)) {
            throw new PlatformProblem.Forbidden(
                    "This token belongs to cluster \"" + cluster + "\", not to \"" + asked + "\".",
                    "Use the token that cluster \"" + asked + "\" was registered with.");
        }
    }

    @Override
    public String getPrincipal() {
        return cluster;
    }

    @Override
    public String getCredentials() {
        return "";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DeployerAuthentication that && cluster.equals(that.cluster);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(cluster);
    }
}
