package io.sextant.deployer.membership;

import io.sextant.contract.DeployerToken;

/**
 * What is kept between starts; a text that there is none of is empty.
 *
 * @param credential what the platform knows the deployer by
 * @param candidate made and kept before it is offered, so that the same can be offered again
 * @param joinedWith id of the join token that was used last
 * @param version of the object that this was read from; empty while there is none
 */
public record KeptCredential(String credential, String candidate, String joinedWith, String version) {
    /** Nothing was ever kept. */
    public static final KeptCredential NONE = new KeptCredential("", "", "", "");

    /** Whether this join token is yet to be used. */
    public boolean isNews(DeployerToken joinToken) {
        return !joinToken.id().equals(joinedWith);
    }

    /** With a credential that is about to be offered. */
    public KeptCredential offering(DeployerToken made) {
        return new KeptCredential(credential, made.text(), joinedWith, version);
    }

    /** The candidate was taken by the platform. */
    public KeptCredential taken() {
        return new KeptCredential(candidate, "", joinedWith, version);
    }

    /** The same, in exchange for a join token. */
    public KeptCredential takenFor(DeployerToken joinToken) {
        return new KeptCredential(candidate, "", joinToken.id(), version);
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return "KeptCredential[joinedWith=%s, version=%s]".formatted(joinedWith, version);
    }
}
