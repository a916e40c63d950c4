package io.sextant.contract.observed;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster is made of, as far as planning needs it.
 *
 * @param nimOperatorVersion absent where the operator was not found
 * @param survey absent from a deployer that does not report it yet
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ClusterInventory(
        String cluster,
        Instant observedAt,
        String kubernetesVersion,
        @Nullable String nimOperatorVersion,
        List<GpuNode> nodes,
        List<String> storageClasses,
        @Nullable ClusterSurvey survey) {
    public ClusterInventory {
        nodes = List.copyOf(nodes);
        storageClasses = List.copyOf(storageClasses);
    }

    /** An inventory without a survey. */
    public ClusterInventory(
            String cluster,
            Instant observedAt,
            String kubernetesVersion,
            @Nullable String nimOperatorVersion,
            List<GpuNode> nodes,
            List<String> storageClasses) {
        this(cluster, observedAt, kubernetesVersion, nimOperatorVersion, nodes, storageClasses, null);
    }

    /** The same as of another moment. */
    public ClusterInventory at(Instant moment) {
        return new ClusterInventory(
                cluster, moment, kubernetesVersion, nimOperatorVersion, nodes, storageClasses, survey);
    }
}
