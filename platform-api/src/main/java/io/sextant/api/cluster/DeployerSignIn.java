package io.sextant.api.cluster;

import io.sextant.contract.DeployerToken;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells which cluster's deployer shows a token; the first use of a credential ends the one before it. */
@Service
@Transactional
public class DeployerSignIn {
    private final DeployerCredentials credentials;
    private final JoinTokens joinTokens;
    private final Clock clock;

    DeployerSignIn(DeployerCredentials credentials, JoinTokens joinTokens, Clock clock) {
        this.credentials = credentials;
        this.joinTokens = joinTokens;
        this.clock = clock;
    }

    /** Empty when the text is no token of a deployer, or not one that is known. */
    public Optional<DeployerIdentity> of(String presented) {
        return DeployerToken.read(DeployerToken.Kind.CREDENTIAL, presented)
                .<DeployerIdentity>flatMap(this::member)
                .or(() -> DeployerToken.read(DeployerToken.Kind.JOIN, presented).flatMap(this::joining));
    }

    private Optional<DeployerIdentity> member(DeployerToken presented) {
        return credentials.find(presented).map(known -> {
            if (known.unused()) {
                credentials.firstUse(known.cluster(), presented.id(), clock.instant());
            }
            return new DeployerIdentity.Member(known.cluster());
        });
    }

    private Optional<DeployerIdentity> joining(DeployerToken presented) {
        return joinTokens.clusterOf(presented).map(cluster -> new DeployerIdentity.Joining(cluster, presented.id()));
    }
}
