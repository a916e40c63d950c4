package io.sextant.deployer.step;

import io.sextant.deployer.cluster.AppliedKind;
import io.sextant.deployer.cluster.LiveObject;
import io.sextant.deployer.cluster.ObjectRef;
import io.sextant.deployer.cluster.Snapshot;
import io.sextant.deployer.intent.Intent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Removes what this cluster's deployer once applied and the platform no longer lists: NIMServices first, a NIMCache
 * when no NIMService uses it.
 *
 * @param cluster whose objects it may remove
 * @param grace how long ago an object must have been applied, so that a deployer on its way out, with an older desired
 *     state, does not remove what its successor just made
 */
public record OrphanRemoval(String cluster, Duration grace) {
    private static final Set<String> KINDS = Stream.of(
                    AppliedKind.NIM_SERVICE,
                    AppliedKind.NIM_CACHE,
                    AppliedKind.SERVICE,
                    AppliedKind.POD_DISRUPTION_BUDGET,
                    AppliedKind.SCALED_OBJECT,
                    AppliedKind.INGRESS,
                    AppliedKind.HTTP_ROUTE)
            .map(AppliedKind::kind)
            .collect(Collectors.toUnmodifiableSet());

    public List<ClusterAction> decide(Intent intent, Snapshot snapshot, Instant now) {
        Set<ObjectRef> named = intent.objects();
        return snapshot.objects().values().stream()
                .filter(live -> isOfDeployment(live.ref()))
                .filter(live -> live.managedFor(cluster) && !live.deleting() && !named.contains(live.ref()))
                .filter(live -> Objects.requireNonNullElse(live.appliedAt(), live.createdAt())
                        .plus(grace)
                        .isBefore(now))
                .filter(live -> !usedCache(live, snapshot))
                .<ClusterAction>map(live -> new ClusterAction.DeleteObject(live.ref(), live.uid()))
                .toList();
    }

    private static boolean isOfDeployment(ObjectRef ref) {
        return KINDS.contains(ref.kind());
    }

    private static boolean usedCache(LiveObject live, Snapshot snapshot) {
        return live.ref().kind().equals(AppliedKind.NIM_CACHE.kind())
                && snapshot.objects().values().stream()
                        .filter(other -> other.ref().kind().equals(AppliedKind.NIM_SERVICE.kind())
                                && other.ref().namespace().equals(live.ref().namespace()))
                        .anyMatch(service -> service.tree()
                                .text("spec", "storage", "nimCache", "name")
                                .filter(live.ref().name()::equals)
                                .isPresent());
    }
}
