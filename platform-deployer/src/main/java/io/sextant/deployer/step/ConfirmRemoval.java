package io.sextant.deployer.step;

import io.sextant.contract.observed.ConditionReason;
import io.sextant.contract.observed.ConditionType;
import io.sextant.deployer.cluster.Snapshot;
import io.sextant.deployer.intent.Wanted;
import java.time.Instant;
import java.util.List;

/** "Gone" is said only after the API server itself was asked: a watch may lag, and quota comes back on this word. */
public final class ConfirmRemoval implements ReconcileStep<Wanted.Leaving> {
    @Override
    public ConditionType aspect() {
        return ConditionType.MODEL_CACHED;
    }

    @Override
    public StepOutcome decide(Wanted.Leaving wanted, Snapshot snapshot, Instant now) {
        return snapshot.evidence().confirmedGone().contains(wanted.id())
                ? new StepOutcome.Proceed("Nothing is left on the cluster.")
                : new StepOutcome.Apply(
                        List.of(new ClusterAction.ConfirmGone(
                                wanted.id(), wanted.namespace(), wanted.serviceNames(), wanted.ownCaches())),
                        ConditionReason.REMOVING,
                        "The removal is being confirmed.");
    }
}
