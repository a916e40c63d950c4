package io.sextant.deployer.step;

import io.sextant.contract.observed.ConditionType;
import io.sextant.deployer.cluster.AppliedKind;
import io.sextant.deployer.cluster.LiveObject;
import io.sextant.deployer.cluster.ObjectRef;
import io.sextant.deployer.cluster.Snapshot;
import io.sextant.deployer.intent.Wanted;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
        List<LiveObject> left = wanted.ownCaches().stream()
                .map(name -> snapshot.object(ObjectRef.of(AppliedKind.NIM_CACHE, wanted.namespace(), name)))
                .flatMap(Optional::stream)
                .filter(live -> live.managedFor(cluster))
                .toList();
        String done =
                wanted.ownCaches().isEmpty() ? "The weights stay for another deployment." : "The weights are removed.";
        return Removal.of(left, "The weights are being removed.", now).orElseGet(() -> new StepOutcome.Proceed(done));
    }
}
