package io.sextant.deployer.report;

import io.sextant.contract.observed.ReplicaInterval;
import io.sextant.deployer.cluster.NodeView;
import io.sextant.deployer.cluster.PodView;
import io.sextant.deployer.cluster.Snapshot;
import io.sextant.deployer.intent.Wanted;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The time during which each replica held GPUs.
 *
 * <p>Intervals are derived from pods, so a restart loses none that still runs. Ended ones are kept in memory until the
 * platform acknowledged them. Lost is only the end of a pod that ended while no deployer looked, or whose end was not
 * acknowledged before the deployer stopped: the platform closes such an interval at its {@code seenUntil}. A pod that
 * vanished is taken to have ended when it was last seen, so nobody pays for time nobody saw.
 */
public final class ReplicaLedger {
    private final Map<UUID, Map<String, ReplicaInterval>> intervals = new HashMap<>();

    /** Brings a deployment's intervals up to what is seen now. */
    public List<ReplicaInterval> record(Wanted wanted, Snapshot snapshot) {
        Map<String, ReplicaInterval> known = intervals.computeIfAbsent(wanted.id(), id -> new HashMap<>());
        Map<String, ReplicaInterval> seen = snapshot.workloads().podsIn(wanted.namespace()).stream()
                .filter(pod -> pod.serves(wanted.id(), wanted.namespace(), wanted.serviceName()))
                .filter(pod -> pod.gpus() > 0 && pod.node() != null && pod.boundAt() != null)
                .map(pod -> seen(pod, snapshot, known.get(pod.uid())))
                .collect(Collectors.toMap(ReplicaInterval::podUid, Function.identity()));
        known.replaceAll((uid, interval) -> seen.containsKey(uid) ? interval : vanished(interval));
        known.putAll(seen);
        return known.values().stream()
                .sorted(Comparator.comparing(ReplicaInterval::startedAt).thenComparing(ReplicaInterval::podUid))
                .toList();
    }

    /** Forgets the ended intervals that the platform has acknowledged. */
    public void acknowledge(UUID deployment, List<ReplicaInterval> reported) {
        Map<String, ReplicaInterval> known = intervals.get(deployment);
        if (known != null) {
            reported.stream()
                    .filter(interval -> interval.endedAt() != null)
                    .forEach(interval -> known.remove(interval.podUid()));
        }
    }

    /** Forgets deployments other than these. */
    public void keepOnly(Set<UUID> deployments) {
        intervals.keySet().retainAll(deployments);
    }

    private static ReplicaInterval vanished(ReplicaInterval interval) {
        return interval.endedAt() == null ? until(interval, interval.seenUntil()) : interval;
    }

    private static ReplicaInterval seen(PodView pod, Snapshot snapshot, @Nullable ReplicaInterval before) {
        String node = Objects.requireNonNull(pod.node());
        ReplicaInterval running = new ReplicaInterval(
                pod.uid(),
                pod.name(),
                node,
                product(node, snapshot, before),
                pod.gpus(),
                Objects.requireNonNull(pod.boundAt()),
                null,
                later(pod.boundAt(), snapshot.seenAt()));
        if (!pod.phase().ended()) {
            return running;
        }
        return before != null && before.endedAt() != null
                ? before
                : until(running, later(running.startedAt(), pod.endedAt().orElse(snapshot.seenAt())));
    }

    /** A node that has gone leaves the product that was known before. */
    private static String product(String node, Snapshot snapshot, @Nullable ReplicaInterval before) {
        return snapshot.node(node).map(NodeView::gpuProduct).orElse(before == null ? "" : before.gpuProduct());
    }

    private static ReplicaInterval until(ReplicaInterval interval, Instant at) {
        return new ReplicaInterval(
                interval.podUid(),
                interval.podName(),
                interval.node(),
                interval.gpuProduct(),
                interval.gpus(),
                interval.startedAt(),
                at,
                at);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
