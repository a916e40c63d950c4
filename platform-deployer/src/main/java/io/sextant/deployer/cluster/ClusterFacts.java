package io.sextant.deployer.cluster;

import io.sextant.contract.observed.ClusterSurvey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What rarely changes about a cluster.
 *
 * @param nimOperatorVersion absent where the operator was not found
 */
public record ClusterFacts(
        String kubernetesVersion,
        @Nullable String nimOperatorVersion,
        List<String> storageClasses,
        ClusterSurvey survey) {
    public ClusterFacts {
        storageClasses = List.copyOf(storageClasses);
    }
}
