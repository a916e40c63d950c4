package io.sextant.deployer.report;

import io.sextant.contract.observed.ClusterEvent;
import io.sextant.deployer.step.ClusterAction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What people changed of a deployment's objects behind Sextant's back, for as long as Kubernetes keeps events. */
public final class RepairLog {
    static final String REASON = "ChangedOutside";

    private static final Duration KEPT = Duration.ofHours(1);
    private static final int MOST = 10;

    private final Map<UUID, Deque<ClusterEvent>> repairs = new HashMap<>();

    /** Takes note of the writes that put something back; one that is tried again is told once. */
    public void record(UUID deployment, List<List<ClusterAction>> batches, Instant now) {
        batches.stream()
                .flatMap(List::stream)
                .filter(ClusterAction.ApplyObject.class::isInstance)
                .map(ClusterAction.ApplyObject.class::cast)
                .filter(apply -> !apply.undone().isNothing())
                .forEach(apply -> add(
                        deployment,
                        new ClusterEvent(
                                now,
                                true,
                                REASON,
                                apply.target().toString(),
                                apply.undone().sentence())));
    }

    private void add(UUID deployment, ClusterEvent event) {
        Deque<ClusterEvent> known = repairs.computeIfAbsent(deployment, _ -> new ArrayDeque<>());
        ClusterEvent last = known.peekLast();
        if (last != null
                && last.object().equals(event.object())
                && last.message().equals(event.message())
                && last.at().plusSeconds(60).isAfter(event.at())) {
            return;
        }
        known.addLast(event);
        if (known.size() > MOST) {
            known.removeFirst();
        }
    }

    /** Those of a deployment, newest last. */
    public List<ClusterEvent> of(UUID deployment, Instant now) {
        Deque<ClusterEvent> known = repairs.getOrDefault(deployment, new ArrayDeque<>());
        known.removeIf(event -> event.at().plus(KEPT).isBefore(now));
        return List.copyOf(known);
    }

    /** Forgets deployments other than these. */
    public void keepOnly(Set<UUID> deployments) {
        repairs.keySet().retainAll(deployments);
    }
}
