package io.sextant.deployer.step;

import io.sextant.contract.observed.ConditionReason;
import io.sextant.contract.observed.ConditionType;
import io.sextant.deployer.cluster.AppliedKind;
import io.sextant.deployer.cluster.LiveObject;
import io.sextant.deployer.cluster.ObjectRef;
import io.sextant.deployer.cluster.Snapshot;
import io.sextant.deployer.diagnosis.OperatorPresence;
import io.sextant.deployer.intent.Wanted;
import java.time.Instant;
import java.util.List;

/** The NIMService goes first, and its replicas with it. */
public final class RemoveNimService implements ReconcileStep<Wanted.Leaving> {
    private final String cluster;

    RemoveNimService(String cluster) {
        this.cluster = cluster;
    }

    @Override
    public ConditionType aspect() {
        return ConditionType.ENDPOINT_PROBED;
    }

    @Override
    public StepOutcome decide(Wanted.Leaving wanted, Snapshot snapshot, Instant now) {
        return snapshot.object(ObjectRef.of(AppliedKind.NIM_SERVICE, wanted.namespace(), wanted.serviceName()))
                .filter(live -> live.managedFor(cluster) && live.belongsTo(wanted.id()))
                .map(live -> removal(live, now))
                .orElseGet(() -> new StepOutcome.Proceed("The endpoint is removed."));
    }

    private static StepOutcome removal(LiveObject live, Instant now) {
        String message = "The NIMService is being removed.";
        return live.deleting()
                ? OperatorPresence.stuckRemoval(live, now)
                        .map(StepOutcome::of)
                        .orElseGet(() -> new StepOutcome.Wait(ConditionReason.REMOVING, message))
                : new StepOutcome.Apply(
                        List.of(new ClusterAction.DeleteObject(live.ref(), live.uid())),
                        ConditionReason.REMOVING,
                        message);
    }
}
