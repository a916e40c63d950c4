package io.sextant.deployer.cluster;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What the deployer itself found out, beside what the cluster shows.
 *
 * @param confirmedGone deployments whose absence was read from the API server itself, not from a watch
 * @param releasesGone NIMServices of earlier generations of which that was read
 * @param failures of writes, by the object written
 * @param servedUntil when a deployment's replicas were last all ready
 */
public record Evidence(
        Map<UUID, ProbeResult> probes,
        Set<UUID> confirmedGone,
        Set<ObjectRef> releasesGone,
        Map<ObjectRef, WriteFailure> failures,
        Map<UUID, Instant> servedUntil) {
    public static final Evidence NONE = new Evidence(Map.of(), Set.of(), Set.of(), Map.of(), Map.of());

    public Evidence {
        probes = Map.copyOf(probes);
        confirmedGone = Set.copyOf(confirmedGone);
        releasesGone = Set.copyOf(releasesGone);
        failures = Map.copyOf(failures);
        servedUntil = Map.copyOf(servedUntil);
    }

    public Optional<ProbeResult> probe(UUID deployment) {
        return Optional.ofNullable(probes.get(deployment));
    }

    public Optional<WriteFailure> failure(ObjectRef ref) {
        return Optional.ofNullable(failures.get(ref));
    }
}
