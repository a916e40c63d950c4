package io.sextant.deployer.diagnosis;

import io.sextant.contract.observed.ConditionReason;
import io.sextant.deployer.cluster.LiveObject;
import io.sextant.deployer.cluster.PodView;
import io.sextant.deployer.cluster.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether the NIM Operator does its work; it first puts its finalizer on an object, and takes it off last. */
public final class OperatorPresence {
    private static final String FINALIZER_SUFFIX = ".apps.nvidia.com";
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private OperatorPresence() {}

    /** That the operator has left an object of its kinds alone, or does not run at all. */
    static Optional<Finding> absence(LiveObject live, Snapshot snapshot) {
        boolean ignored = !hasFinalizer(live) && live.createdAt().plus(PATIENCE).isBefore(snapshot.seenAt());
        if (!ignored && !isDown(snapshot)) {
            return Optional.empty();
        }
        return Optional.of(Finding.progress(
                ConditionReason.OPERATOR_ABSENT,
                ignored
                        ? "The NIM Operator of the cluster does not take the deployment up."
                        : "The NIM Operator of the cluster does not run at the moment."));
    }

    /** That a removed object waits for the operator to let go of it. */
    public static Optional<Finding> stuckRemoval(LiveObject live, Instant now) {
        return live.tree()
                .text("metadata", "deletionTimestamp")
                .filter(text ->
                        hasFinalizer(live) && Instant.parse(text).plus(PATIENCE).isBefore(now))
                .map(text -> Finding.progress(
                        ConditionReason.REMOVAL_STUCK,
                        "The %s waits for the NIM Operator to let go of it."
                                .formatted(live.ref().kind())));
    }

    private static boolean hasFinalizer(LiveObject live) {
        return live.tree().at("metadata", "finalizers").orElse(List.of()) instanceof List<?> finalizers
                && finalizers.stream().anyMatch(name -> name.toString().endsWith(FINALIZER_SUFFIX));
    }

    private static boolean isDown(Snapshot snapshot) {
        List<PodView> pods = snapshot.workloads().operatorPods().stream()
                .filter(pod -> !pod.phase().ended())
                .toList();
        return !pods.isEmpty() && pods.stream().noneMatch(PodView::ready);
    }
}
