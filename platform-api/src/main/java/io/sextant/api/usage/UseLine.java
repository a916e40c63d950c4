package io.sextant.api.usage;

import io.sextant.api.tenancy.TeamId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What GPU time is charged for.
 *
 * @param deployment null for GPUs that were reserved and that no pod held
 * @param deploymentName empty without a deployment
 * @param model NIM id; empty without a deployment, or where it is not known any more
 * @param gpuProduct the node label {@code nvidia.com/gpu.product}
 * @param gpusPerReplica 0 without a deployment
 */
public record UseLine(
        Kind kind,
        @Nullable UUID deployment,
        String deploymentName,
        String model,
        TeamId team,
        String cluster,
        String gpuProduct,
        int gpusPerReplica) {
    /** Why GPU time is charged. */
    public enum Kind {
        /** Pods held the GPUs. */
        ALLOCATION,
        /** The quota ledger reserved the GPUs, and no pod held them. */
        RESERVED_IDLE
    }

    public UseLine {
        if ((kind == Kind.ALLOCATION) != (deployment != null)) {
            throw new IllegalArgumentException(kind + " with deployment " + deployment);
        }
    }

    static UseLine idle(TeamId team, String cluster, String gpuProduct) {
        return new UseLine(Kind.RESERVED_IDLE, null, "", "", team, cluster, gpuProduct, 0);
    }

    /** Whether pods held the GPUs. */
    public boolean isAllocation() {
        return kind == Kind.ALLOCATION;
    }
}
