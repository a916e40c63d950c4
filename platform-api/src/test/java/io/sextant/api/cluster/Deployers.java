package io.sextant.api.cluster;

import io.sextant.contract.DeployerToken;
import java.security.SecureRandom;

/** Lets deployers of tests join. */
public final class Deployers {
    private Deployers() {}

    /** The value of an Authorization header of the cluster's deployer, which joined just now. */
    public static String joined(DeployerJoining joining, String cluster) {
        DeployerToken credential = credential();
        DeployerToken token = DeployerToken.read(
                        DeployerToken.Kind.JOIN, joining.hand(cluster, "a test").text())
                .orElseThrow();
        joining.accept(new DeployerIdentity.Joining(cluster, token.id()), credential.text());
        return "Bearer " + credential.text();
    }

    /** A credential as a deployer makes it. */
    static DeployerToken credential() {
        return DeployerToken.made(DeployerToken.Kind.CREDENTIAL, new SecureRandom());
    }
}
