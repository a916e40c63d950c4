package io.sextant.contract.observed;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a deployer has seen of its deployments since its last report, and a heartbeat when the lists are empty.
 *
 * @param engineWindows that closed and were not acknowledged yet; absent from a deployer that knows none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ObservationBatch(
        String cluster,
        String deployerVersion,
        Instant sentAt,
        List<DeploymentObservation> deployments,
        @Nullable List<EngineWindow> engineWindows) {
    public ObservationBatch {
        deployments = List.copyOf(deployments);
        engineWindows = engineWindows == null ? List.of() : List.copyOf(engineWindows);
    }

    /** A report without windows. */
    public ObservationBatch(
            String cluster, String deployerVersion, Instant sentAt, List<DeploymentObservation> deployments) {
        this(cluster, deployerVersion, sentAt, deployments, List.of());
    }

    @Override
    public List<EngineWindow> engineWindows() {
        return Objects.requireNonNullElse(engineWindows, List.of());
    }
}
