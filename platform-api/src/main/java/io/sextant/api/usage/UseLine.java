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
 * @param borrowed whether the GPUs were held above what the team was guaranteed, for which there may be another price
 */
public record UseLine(
        Kind kind,
        @Nullable UUID deployment,
        String deploymentName,
        String model,
        TeamId team,
        String cluster,
        String gpuProduct,
        int gpusPerReplica,
        boolean borrowed) {
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
        if (borrowed && kind != Kind.ALLOCATION) {
            throw new IllegalArgumentException(kind + " cannot be borrowed");
        }
    }

    static UseLine idle(TeamId team, String cluster, String gpuProduct) {
        return new UseLine(Kind.RESERVED_IDLE, null, "", "", team, cluster, gpuProduct, 0, false);
    }

    /** The same use with borrowed GPUs. */
    UseLine ofBorrowed() {
        return new UseLine(kind, deployment, deploymentName, model, team, cluster, gpuProduct, gpusPerReplica, true);
    }

    /** Whether pods held the GPUs. */
    public boolean isAllocation() {
        return kind == Kind.ALLOCATION;
    }
}
