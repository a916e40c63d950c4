package io.sextant.api.cluster.web;

import io.sextant.api.cluster.DeployerIdentity;
import io.sextant.api.problem.PlatformProblem;
import java.io.Serial;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A request of a cluster's deployer, or of one that wants to join; the principal is the cluster's name. */
public final class DeployerAuthentication extends AbstractAuthenticationToken {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient DeployerIdentity identity;
    private final String cluster;

    DeployerAuthentication(DeployerIdentity identity) {
        super(List.of());
        this.identity = identity;
        this.cluster = identity.cluster();
        setAuthenticated(true);
    }

    /** Throws unless this is the deployer of that cluster: one cluster may not speak for another. */
    public void require(String asked) {
        if (identity instanceof DeployerIdentity.Joining) {
            throw new PlatformProblem.Forbidden(
                    "A join token is good for joining only.",
                    "Join with it first, and use the credential from then on.");
        }
        requireFor(asked);
    }

    /** The same for one that may yet have to join. */
    DeployerIdentity identityFor(String asked) {
        requireFor(asked);
        return identity;
    }

    private void requireFor(String asked) {
        if (!cluster.equals(asked)) {
            throw new PlatformProblem.Forbidden(
                    "This token belongs to cluster \"" + cluster + "\", not to \"" + asked + "\".",
                    "Set the deployer's cluster to \"" + cluster + "\", or give it a join token of cluster \"" + asked
                            + "\".");
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
        return other instanceof DeployerAuthentication that && identity.equals(that.identity);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(identity);
    }
}
