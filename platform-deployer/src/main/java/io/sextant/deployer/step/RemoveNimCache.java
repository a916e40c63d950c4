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

/** The NIMCache, and with it the weights, goes last, unless another deployment of the namespace uses it. */
public final class RemoveNimCache implements ReconcileStep<Wanted.Leaving> {
    private final String cluster;

    RemoveNimCache(String cluster) {
        this.cluster = cluster;
    }

    @Override
    public ConditionType aspect() {
        return ConditionType.MODEL_CACHED;
    }

    @Override
    public StepOutcome decide(Wanted.Leaving wanted, Snapshot snapshot, Instant now) {
        if (wanted.cacheShared()) {
            return new StepOutcome.Proceed("The weights stay for another deployment.");
        }
        return snapshot.object(ObjectRef.of(AppliedKind.NIM_CACHE, wanted.namespace(), wanted.cacheName()))
                .filter(live -> live.managedFor(cluster))
                .map(live -> removal(live, now))
                .orElseGet(() -> new StepOutcome.Proceed("The weights are removed."));
    }

    private static StepOutcome removal(LiveObject live, Instant now) {
        String message = "The weights are being removed.";
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
