package io.sextant.contract.observed;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster is made of, as far as planning needs it.
 *
 * @param nimOperatorVersion absent where the operator was not found
 * @param serviceMonitors whether the cluster knows Prometheus' ServiceMonitors; absent where nobody looked
 */
public record ClusterInventory(
        String cluster,
        Instant observedAt,
        String kubernetesVersion,
        @Nullable String nimOperatorVersion,
        List<GpuNode> nodes,
        List<String> storageClasses,
        @Nullable Boolean serviceMonitors) {
    public ClusterInventory {
        nodes = List.copyOf(nodes);
        storageClasses = List.copyOf(storageClasses);
    }
}
