package io.sextant.api.deployment;

import io.sextant.contract.observed.ConditionReason;
import io.sextant.contract.observed.ConditionStatus;
import io.sextant.contract.observed.ConditionType;
import io.sextant.contract.observed.DeploymentObservation;
import io.sextant.contract.observed.ReplicaInterval;

/** Decides when GPUs above what a deployment needs may be given back: once its cluster says that it holds no more. */
final class SpareGpus {
    private SpareGpus() {}

    /** Whether an observation of the current generation shows that no more than is needed is or will be held. */
    static boolean letGo(Content wanted, DeploymentObservation seen) {
        return wanted.isStopped() ? replicasEnded(seen) : replicasWithinBounds(wanted, seen);
    }

    private static boolean replicasEnded(DeploymentObservation seen) {
        return running(seen) == 0
                && seen.conditions().stream()
                        .anyMatch(condition -> condition.type() == ConditionType.REPLICAS_READY
                                && condition.reason() == ConditionReason.STOPPED);
    }

    /** Ready as it is wanted now: before that, the cluster may still act on what was wanted before. */
    private static boolean replicasWithinBounds(Content wanted, DeploymentObservation seen) {
        return running(seen) <= wanted.neededGpus()
                && seen.desiredReplicas() <= wanted.plan().scale().maxReplicas()
                && seen.conditions().stream()
                        .anyMatch(condition -> condition.type() == ConditionType.REPLICAS_READY
                                && condition.status() == ConditionStatus.TRUE);
    }

    private static int running(DeploymentObservation seen) {
        return seen.replicas().stream()
                .filter(replica -> replica.endedAt() == null)
                .mapToInt(ReplicaInterval::gpus)
                .sum();
    }
}
