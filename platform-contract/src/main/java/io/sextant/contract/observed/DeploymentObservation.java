package io.sextant.contract.observed;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The whole of what was seen of one deployment at one moment; it replaces the observation before it.
 *
 * @param generation of the desired deployment this speaks of; the platform drops older ones
 * @param desiredReplicas that the wanted NIMService asks for; {@code readyReplicas} of them serve
 * @param replicas every replica seen, those that ended since the last acknowledged report included
 * @param endpointUrl base URL under which {@code /v1/chat/completions} answers, once there is one
 * @param events newest last, at most 50
 * @param podsGone no pod and no custom resource of this deployment is left
 * @param releases the NIMService that is wanted, then those of earlier generations; empty from older deployers
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record DeploymentObservation(
        UUID deploymentId,
        long generation,
        Instant observedAt,
        List<Condition> conditions,
        int desiredReplicas,
        int readyReplicas,
        List<ReplicaInterval> replicas,
        @Nullable String endpointUrl,
        List<ClusterEvent> events,
        boolean podsGone,
        List<ObservedRelease> releases) {
    public DeploymentObservation {
        conditions = List.copyOf(conditions);
        replicas = List.copyOf(replicas);
        events = List.copyOf(events);
        // Deployers of earlier releases do not send it.
        releases = List.copyOf(Objects.requireNonNullElse(releases, List.of()));
    }

    /** The NIMService that requests reach; of an older deployer, the only one, without a name. */
    public ObservedRelease serving() {
        return releases.stream()
                .filter(ObservedRelease::takesTraffic)
                .findFirst()
                .orElseGet(() -> new ObservedRelease("", desiredReplicas, readyReplicas, true, false));
    }

    /** Whether requests reach another NIMService than the wanted one. */
    public boolean earlierServes() {
        return !releases.isEmpty() && !releases.getFirst().takesTraffic();
    }

    /** One of a deployment that has a single NIMService. */
    public DeploymentObservation(
            UUID deploymentId,
            long generation,
            Instant observedAt,
            List<Condition> conditions,
            int desiredReplicas,
            int readyReplicas,
            List<ReplicaInterval> replicas,
            @Nullable String endpointUrl,
            List<ClusterEvent> events,
            boolean podsGone) {
        this(
                deploymentId,
                generation,
                observedAt,
                conditions,
                desiredReplicas,
                readyReplicas,
                replicas,
                endpointUrl,
                events,
                podsGone,
                List.of());
    }
}
