package io.sextant.contract;

/**
 * The platform's HTTP paths that a deployer calls; every call carries the deployer's bearer token, and {@code {cluster}}
 * must be the cluster that token was issued for.
 */
public final class DeployerApi {
    /**
     * Counts the releases that changed what is said here. A platform understands deployers of its own revision, of the one
     * before and of the one after; what one side does not know yet, it leaves out or ignores.
     */
    public static final int REVISION = 2;

    /**
     * GET with {@code after} (a revision, 0 at first) and {@code wait_seconds} (0 to 30): 200 with a
     * {@link io.sextant.contract.desired.DesiredState} as soon as its revision is above {@code after}, 204 when the wait
     * ends without a change.
     */
    public static final String DESIRED = "/api/v1/clusters/{cluster}/desired";

    /** PUT an {@link io.sextant.contract.observed.ObservationBatch}: 204; idempotent, stale generations are ignored. */
    public static final String OBSERVATIONS = "/api/v1/clusters/{cluster}/observations";

    /** PUT a {@link io.sextant.contract.observed.ClusterInventory}: 204; the newest {@code observedAt} wins. */
    public static final String INVENTORY = "/api/v1/clusters/{cluster}/inventory";

    private DeployerApi() {}
}
