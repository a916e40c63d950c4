package io.sextant.api.planning;

import java.util.List;

/**
 * One way to serve the demand, judged.
 *
 * @param id stable within equal questions
 * @param profile readable name of the NIM profile, such as {@code fp8-tp2-throughput}
 * @param replicas for the demand's peak
 * @param gpus of all replicas
 * @param roles what it is best at among those that hold the SLA and can be had; mostly empty
 * @param frontier nothing that holds the SLA and can be had is both cheaper and faster
 * @param rateFrontier nothing that holds the SLA and can be had gives more tokens per second both per GPU and per user
 * @param reasons every reason against it, finished sentences; empty for the recommended one
 */
public record PlanCandidate(
        String id,
        String cluster,
        String gpuProduct,
        String gpuName,
        String profile,
        int gpusPerReplica,
        int replicas,
        int gpus,
        Status status,
        List<Role> roles,
        boolean frontier,
        boolean rateFrontier,
        Performance performance,
        PlanCost cost,
        List<String> reasons) {
    /** How a candidate stands. */
    public enum Status {
        /** It holds the SLA and can be had now. */
        FITS,
        /** It holds the SLA, but costs more than the request allows. */
        OVER_COST_LIMIT,
        /** It holds the SLA, but the clusters have no room for it now. */
        NO_FREE_CAPACITY,
        /** It holds the SLA, but the team's quota does not reach. */
        EXCEEDS_QUOTA,
        /** It holds the SLA, but its cluster cannot run it as it is set up. */
        CLUSTER_UNFIT,
        /** It does not hold the SLA. */
        MISSES_SLA;

        /** Whether only money, quota, room or the cluster can stand in the way. */
        public boolean holdsSla() {
            return this != MISSES_SLA;
        }
    }

    /** What a candidate is best at. */
    public enum Role {
        CHEAPEST,
        BALANCED,
        FASTEST
    }

    public PlanCandidate {
        roles = List.copyOf(roles);
        reasons = List.copyOf(reasons);
    }
}
