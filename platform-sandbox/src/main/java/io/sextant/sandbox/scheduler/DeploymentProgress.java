package io.sextant.sandbox.scheduler;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentConditionBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.sextant.sandbox.control.Change;
import io.sextant.sandbox.control.ClusterSnapshot;
import io.sextant.sandbox.control.Decision;
import io.sextant.sandbox.control.TimeScale;
import io.sextant.sandbox.control.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reports in a Deployment's status how far its rollout is. */
final class DeploymentProgress {
    private static final int USUAL_DEADLINE_SECONDS = 600;

    private final TimeScale scale;

    DeploymentProgress(TimeScale scale) {
        this.scale = scale;
    }

    void report(Deployment deployment, List<ReplicaSet> sets, ClusterSnapshot cluster, Instant now, Decision decision) {
        String hash = DeploymentController.hash(deployment);
        int desired = DeploymentController.desired(deployment);
        DeploymentStatus before = Objects.requireNonNullElseGet(deployment.getStatus(), DeploymentStatus::new);
        int replicas = 0;
        int ready = 0;
        int updated = 0;
        for (ReplicaSet set : sets) {
            int pods = (int) cluster.ownedBy(ClusterSnapshot::pods, set).stream()
                    .filter(pod -> !Pods.isTerminating(pod))
                    .count();
            replicas += pods;
            ready += available(set);
            updated += DeploymentController.isOf(set, hash) ? pods : 0;
        }
        DeploymentStatus counted = new DeploymentStatusBuilder()
                .withObservedGeneration(deployment.getMetadata().getGeneration())
                .withReplicas(orNull(replicas))
                .withUpdatedReplicas(orNull(updated))
                .withReadyReplicas(orNull(ready))
                .withAvailableReplicas(orNull(ready))
                .withUnavailableReplicas(orNull(Math.max(0, Math.max(desired, replicas) - ready)))
                .build();
        int needed = desired - Rollout.unavailable(deployment, desired);
        boolean complete = updated >= desired && replicas == updated && ready >= desired;
        boolean moved = !sameCounts(before, counted);
        counted.setConditions(List.of(
                available(before, ready >= Math.max(needed, desired == 0 ? 0 : 1), now),
                progressing(deployment, before, hash, complete, moved, now, decision)));
        if (moved || !before.getConditions().equals(counted.getConditions())) {
            decision.add(new Change.UpdateStatus(
                    new DeploymentBuilder(deployment).withStatus(counted).build()));
        }
    }

    static int available(ReplicaSet set) {
        return set.getStatus() == null
                ? 0
                : Objects.requireNonNullElse(set.getStatus().getAvailableReplicas(), 0);
    }

    private static DeploymentCondition available(DeploymentStatus before, boolean holds, Instant now) {
        return condition(
                before,
                "Available",
                holds ? "True" : "False",
                holds ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
                holds ? "Deployment has minimum availability." : "Deployment does not have minimum availability.",
                false,
                now);
    }

    private DeploymentCondition progressing(
            Deployment deployment,
            DeploymentStatus before,
            String hash,
            boolean complete,
            boolean moved,
            Instant now,
            Decision decision) {
        String set = "ReplicaSet \"" + deployment.getMetadata().getName() + "-" + hash + "\"";
        if (complete) {
            return condition(
                    before,
                    "Progressing",
                    "True",
                    "NewReplicaSetAvailable",
                    set + " has successfully progressed.",
                    moved,
                    now);
        }
        Optional<DeploymentCondition> earlier = find(before, "Progressing");
        Instant since = moved
                        || earlier.isEmpty()
                        || "NewReplicaSetAvailable".equals(earlier.get().getReason())
                ? now
                : Timestamps.read(earlier.get().getLastUpdateTime());
        Instant deadline = scale.after(
                since,
                Duration.ofSeconds(Objects.requireNonNullElse(
                        deployment.getSpec().getProgressDeadlineSeconds(), USUAL_DEADLINE_SECONDS)));
        boolean overdue = earlier.isPresent()
                && "ProgressDeadlineExceeded".equals(earlier.get().getReason());
        if (!moved && (overdue || !now.isBefore(deadline))) {
            return condition(
                    before,
                    "Progressing",
                    "False",
                    "ProgressDeadlineExceeded",
                    set + " has timed out progressing.",
                    false,
                    now);
        }
        decision.wakeAt(deadline);
        return condition(
                before, "Progressing", "True", "ReplicaSetUpdated", set + " is progressing.", since.equals(now), now);
    }

    /** A condition whose transition time moves with its status, and whose update time moves when asked to or with it. */
    private static DeploymentCondition condition(
            DeploymentStatus before,
            String type,
            String status,
            String reason,
            String message,
            boolean touch,
            Instant now) {
        Optional<DeploymentCondition> earlier = find(before, type);
        boolean sameStatus = earlier.map(it -> it.getStatus().equals(status)).orElse(false);
        boolean sameReason = earlier.map(it -> reason.equals(it.getReason()) && message.equals(it.getMessage()))
                .orElse(false);
        String time = Timestamps.text(now);
        return new DeploymentConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .withMessage(message)
                .withLastTransitionTime(sameStatus ? earlier.orElseThrow().getLastTransitionTime() : time)
                .withLastUpdateTime(
                        sameStatus && sameReason && !touch
                                ? earlier.orElseThrow().getLastUpdateTime()
                                : time)
                .build();
    }

    private static Optional<DeploymentCondition> find(DeploymentStatus status, String type) {
        return status.getConditions().stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst();
    }

    private static boolean sameCounts(DeploymentStatus before, DeploymentStatus after) {
        return Objects.equals(before.getObservedGeneration(), after.getObservedGeneration())
                && Objects.equals(before.getReplicas(), after.getReplicas())
                && Objects.equals(before.getUpdatedReplicas(), after.getUpdatedReplicas())
                && Objects.equals(before.getReadyReplicas(), after.getReadyReplicas())
                && Objects.equals(before.getUnavailableReplicas(), after.getUnavailableReplicas());
    }

    private static @Nullable Integer orNull(int count) {
        return count == 0 ? null : count;
    }
}
