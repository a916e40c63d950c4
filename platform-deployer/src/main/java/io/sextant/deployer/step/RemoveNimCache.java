package io.sextant.deployer.step;

import io.sextant.contract.observed.ConditionType;
import io.sextant.deployer.cluster.AppliedKind;
import io.sextant.deployer.cluster.ObjectRef;
import io.sextant.deployer.cluster.Snapshot;
import io.sextant.deployer.intent.Wanted;
import java.time.Instant;

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
                .map(live -> Removal.of(live, "The weights are being removed.", now))
                .orElseGet(() -> new StepOutcome.Proceed("The weights are removed."));
    }
}
