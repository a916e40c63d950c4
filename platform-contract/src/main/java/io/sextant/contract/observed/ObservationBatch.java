package io.sextant.contract.observed;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;

/** What a deployer has seen of its deployments since its last report, and a heartbeat when the list is empty. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ObservationBatch(
        String cluster, String deployerVersion, Instant sentAt, List<DeploymentObservation> deployments) {
    public ObservationBatch {
        deployments = List.copyOf(deployments);
    }
}
