package io.sextant.deployer.feed;

import io.sextant.contract.observed.DeploymentObservation;
import io.sextant.contract.observed.ReplicaInterval;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The newest observation of each deployment, and which of them the platform has acknowledged.
 *
 * <p>An observation replaces the one before it, so only the newest is ever sent. What was acknowledged is sent again in
 * turn, the longest ago first, a share with every heartbeat: that moves the meter on, and a platform that lost an
 * observation has it again after {@link #TURN_BEATS} heartbeats.
 */
final class Outbox {
    /** More in one report would keep the platform longer than it may take to answer. */
    static final int MOST_IN_REPORT = 200;

    /** Heartbeats in which every deployment is reported at least once. */
    static final int TURN_BEATS = 4;

    /** So few are reported with every heartbeat. */
    private static final int LEAST_SHARE = 50;

    private final Map<UUID, DeploymentObservation> newest = new HashMap<>();
    private final SequencedMap<UUID, DeploymentObservation> acknowledged = new LinkedHashMap<>();
    private final Set<UUID> news = new LinkedHashSet<>();
    private int owed;

    /** Takes the observations of all deployments there are. */
    synchronized void put(List<DeploymentObservation> observations) {
        newest.clear();
        observations.forEach(observation -> newest.put(observation.deploymentId(), observation));
        acknowledged.keySet().retainAll(newest.keySet());
        news.retainAll(newest.keySet());
        owed = Math.min(owed, acknowledged.size());
        observations.forEach(this::note);
    }

    private void note(DeploymentObservation observation) {
        if (timeless(observation).equals(acknowledged.get(observation.deploymentId()))) {
            news.remove(observation.deploymentId());
        } else {
            news.add(observation.deploymentId());
        }
    }

    /** A heartbeat is due: a share of what the platform has already is owed again. */
    synchronized void beat() {
        owed = Math.min(acknowledged.size(), owed + Math.max(LEAST_SHARE, Math.ceilDiv(newest.size(), TURN_BEATS)));
    }

    /** Whether there is anything to send. */
    synchronized boolean isEmpty() {
        return news.isEmpty() && owed == 0;
    }

    /** What to send next: news first, the longest known first; the rest is what is owed. */
    synchronized List<DeploymentObservation> next() {
        Stream<UUID> again = acknowledged.keySet().stream()
                .filter(deployment -> !news.contains(deployment))
                .limit(owed);
        return Stream.concat(news.stream(), again)
                .limit(MOST_IN_REPORT)
                .map(newest::get)
                .filter(Objects::nonNull)
                .toList();
    }

    synchronized void acknowledge(List<DeploymentObservation> sent) {
        for (DeploymentObservation observation : sent) {
            owed -= news.contains(observation.deploymentId()) || owed == 0 ? 0 : 1;
            DeploymentObservation now = newest.get(observation.deploymentId());
            if (now != null) {
                acknowledged.putLast(observation.deploymentId(), timeless(observation));
                note(now);
            }
        }
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
