package io.sextant.contract.observed;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The time during which one replica held GPUs: from the moment its pod was bound to a node until the pod ended.
 *
 * @param podUid identifies the replica for ever
 * @param gpuProduct as the node's label {@code nvidia.com/gpu.product} has it
 * @param gpus held by the pod
 * @param endedAt absent while it holds them
 * @param seenUntil the last moment at which the deployer saw it; metering counts up to here
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ReplicaInterval(
        String podUid,
        String podName,
        String node,
        String gpuProduct,
        int gpus,
        Instant startedAt,
        @Nullable Instant endedAt,
        Instant seenUntil) {}
