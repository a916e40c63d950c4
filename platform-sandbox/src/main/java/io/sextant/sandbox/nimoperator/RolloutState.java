package io.sextant.sandbox.nimoperator;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How far the operator takes a Deployment's rollout to be, and the sentence it puts into the NIMService's status. */
record RolloutState(boolean ready, String message) {
    static RolloutState of(Deployment deployment) {
        String name = "\"" + deployment.getMetadata().getName() + "\"";
        DeploymentStatus status = Objects.requireNonNullElseGet(deployment.getStatus(), DeploymentStatus::new);
        int wanted = Objects.requireNonNullElse(deployment.getSpec().getReplicas(), 1);
        int updated = count(status.getUpdatedReplicas());
        int all = count(status.getReplicas());
        int available = count(status.getAvailableReplicas());
        boolean overdue = status.getConditions().stream()
                .anyMatch(condition -> "ProgressDeadlineExceeded".equals(condition.getReason()));
        if (wanted == 0) {
            return new RolloutState(false, "deployment " + name + " is scaled down");
        }
        if (overdue) {
            return new RolloutState(false, "deployment " + name + " exceeded its progress deadline");
        }
        String waiting = "Waiting for deployment " + name + " rollout to finish: ";
        if (updated < wanted) {
            return new RolloutState(
                    false, waiting + updated + " out of " + wanted + " new replicas have been updated...\n");
        }
        if (all > updated) {
            return new RolloutState(false, waiting + (all - updated) + " old replicas are pending termination...\n");
        }
        if (available < updated) {
            return new RolloutState(
                    false, waiting + available + " of " + updated + " updated replicas are available...\n");
        }
        return new RolloutState(true, "deployment " + name + " successfully rolled out\n");
    }

    private static int count(@Nullable Integer number) {
        return number == null ? 0 : number;
    }
}
