package io.sextant.deployer.cluster;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What rarely changes about a cluster.
 *
 * @param nimOperatorVersion absent where the operator was not found
 * @param serviceMonitors whether Prometheus' ServiceMonitors are a kind of this cluster
 */
public record ClusterFacts(
        String kubernetesVersion,
        @Nullable String nimOperatorVersion,
        List<String> storageClasses,
        boolean serviceMonitors) {
    public ClusterFacts {
        storageClasses = List.copyOf(storageClasses);
    }
}
