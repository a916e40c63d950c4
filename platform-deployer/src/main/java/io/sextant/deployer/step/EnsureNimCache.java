package io.sextant.deployer.step;

import io.sextant.contract.observed.ConditionReason;
import io.sextant.contract.observed.ConditionType;
import io.sextant.deployer.cluster.LiveObject;
import io.sextant.deployer.cluster.Snapshot;
import io.sextant.deployer.intent.Wanted;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The NIMCache that will hold the weights is on the cluster as its manifest has it. */
public final class EnsureNimCache implements ReconcileStep<Wanted.Serving> {
    @Override
    public ConditionType aspect() {
        return ConditionType.MODEL_CACHED;
    }

    @Override
    public StepOutcome decide(Wanted.Serving wanted, Snapshot snapshot, Instant now) {
        Optional<LiveObject> live = snapshot.object(wanted.nimCache().ref());
        List<ClusterAction> write = List.of(new ClusterAction.ApplyObject(wanted.nimCache()));
        if (live.isEmpty()) {
            return new StepOutcome.Apply(
                    write, ConditionReason.APPLIED, "The download of the weights is being set up.");
        }
        String message = "The NIMCache is as desired.";
        return Possession.obstacle(wanted, live.get())
                .or(() -> Drift.repair(wanted.nimCache(), live.get())
                        .map(repair -> new StepOutcome.Repair(List.of(repair), message)))
                .orElseGet(() -> new StepOutcome.Proceed(message));
    }
}
