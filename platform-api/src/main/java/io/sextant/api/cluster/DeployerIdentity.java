package io.sextant.api.cluster;

/** Whom a token of a deployer stands for. */
public sealed interface DeployerIdentity {
    /** The cluster it may speak for. */
    String cluster();

    /** The deployer of a cluster. */
    record Member(String cluster) implements DeployerIdentity {}

    /**
     * A deployer that wants to join, with a token that may be used or expired.
     *
     * @param tokenId of the join token
     */
    record Joining(String cluster, String tokenId) implements DeployerIdentity {}
}
