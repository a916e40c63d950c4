package io.sextant.contract;

/**
 * The platform's HTTP paths that a deployer calls; every call carries the deployer's credential as bearer token, and
 * {@code {cluster}} must be the cluster that it joined.
 */
public final class DeployerApi {
    /**
     * Counts the releases that changed what is said here. A platform understands deployers of its own revision, of the one
     * before and of the one after; what one side does not know yet, it leaves out or ignores.
     */
    public static final int REVISION = 2;

    /**
     * GET with {@code after} (a revision, 0 at first), {@code wait_seconds} (0 to 30) and {@code changes} (whether changes
     * since that revision will do): 200 with a {@link io.sextant.contract.desired.DesiredState} as soon as its revision is
     * above {@code after}, 204 when the wait ends without a change.
     */
    public static final String DESIRED = "/api/v1/clusters/{cluster}/desired";

    /** PUT an {@link io.sextant.contract.observed.ObservationBatch}: 204; idempotent, stale generations are ignored. */
    public static final String OBSERVATIONS = "/api/v1/clusters/{cluster}/observations";

    /** PUT a {@link io.sextant.contract.observed.ClusterInventory}: 204; the newest {@code observedAt} wins. */
    public static final String INVENTORY = "/api/v1/clusters/{cluster}/inventory";

    /**
     * PUT a {@link CredentialOffer}: 204. With a join token as bearer the deployer joins, with the credential it has it names the
     * successor; the credential before stays valid until the new one was used. The same offer again changes nothing, so a lost
     * answer is repeated; another offer with a used join token is refused (409 {@code join-token-used}), as is an expired one
     * (409 {@code join-token-expired}).
     */
    public static final String CREDENTIAL = "/api/v1/clusters/{cluster}/credential";

    /** Header of the answer to an inventory, {@code true} when the deployer should name a successor of its credential. */
    public static final String RENEW_CREDENTIAL = "Sextant-Renew-Credential";

    private DeployerApi() {}
}
