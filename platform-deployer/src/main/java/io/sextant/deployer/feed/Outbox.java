package io.sextant.deployer.feed;

import io.sextant.contract.observed.DeploymentObservation;
import io.sextant.contract.observed.ReplicaInterval;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The newest observation of each deployment, and which of them the platform has acknowledged.
 *
 * <p>An observation replaces the one before it, so only the newest is ever sent.
 */
final class Outbox {
    private final Map<UUID, DeploymentObservation> newest = new HashMap<>();
    private final Map<UUID, DeploymentObservation> acknowledged = new HashMap<>();

    /** Takes the observations of all deployments there are. */
    synchronized void put(List<DeploymentObservation> observations) {
        newest.clear();
        observations.forEach(observation -> newest.put(observation.deploymentId(), observation));
        acknowledged.keySet().retainAll(newest.keySet());
    }

    /** Those that say something the platform has not acknowledged. */
    synchronized List<DeploymentObservation> news() {
        return newest.values().stream()
                .filter(observation -> !timeless(observation).equals(acknowledged.get(observation.deploymentId())))
                .toList();
    }

    synchronized List<DeploymentObservation> all() {
        return List.copyOf(newest.values());
    }

    synchronized void acknowledge(List<DeploymentObservation> sent) {
        sent.forEach(observation -> acknowledged.put(observation.deploymentId(), timeless(observation)));
    }

    /** Time going by is no news. */
    private static DeploymentObservation timeless(DeploymentObservation observation) {
        return new DeploymentObservation(
                observation.deploymentId(),
                observation.generation(),
                Instant.EPOCH,
                observation.conditions(),
                observation.desiredReplicas(),
                observation.readyReplicas(),
                observation.replicas().stream().map(Outbox::timeless).toList(),
                observation.endpointUrl(),
                observation.events(),
                observation.podsGone(),
                observation.releases());
    }

    private static ReplicaInterval timeless(ReplicaInterval interval) {
        return new ReplicaInterval(
                interval.podUid(),
                interval.podName(),
                interval.node(),
                interval.gpuProduct(),
                interval.gpus(),
                interval.startedAt(),
                interval.endedAt(),
                Instant.EPOCH);
    }
}
