package io.sextant.deployer.step;

import io.sextant.contract.observed.ConditionReason;
import io.sextant.contract.observed.ConditionType;
import io.sextant.deployer.cluster.Snapshot;
import io.sextant.deployer.intent.Wanted;
import java.time.Instant;

/** No pod of the deployment is left, so its GPUs are free. */
public final class AwaitPodsGone implements ReconcileStep<Wanted.Leaving> {
    @Override
    public ConditionType aspect() {
        return ConditionType.REPLICAS_READY;
    }

    @Override
    public StepOutcome decide(Wanted.Leaving wanted, Snapshot snapshot, Instant now) {
        long left = snapshot.workloads().podsIn(wanted.namespace()).stream()
                .filter(pod -> pod.serves(wanted.id(), wanted.namespace(), wanted.serviceName()))
                .count();
        return left == 0
                ? new StepOutcome.Proceed("No replica is left.")
                : new StepOutcome.Wait(
                        ConditionReason.REMOVING,
                        "%d replica%s still to end.".formatted(left, left == 1 ? " has" : "s have"));
    }
}
