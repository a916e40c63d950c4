package io.sextant.deployer.step;

import io.sextant.contract.observed.ConditionType;
import io.sextant.deployer.cluster.AppliedKind;
import io.sextant.deployer.cluster.ObjectRef;
import io.sextant.deployer.cluster.Snapshot;
import io.sextant.deployer.intent.Wanted;
import java.time.Instant;

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
                .map(live -> Removal.of(live, "The NIMService is being removed.", now))
                .orElseGet(() -> new StepOutcome.Proceed("The endpoint is removed."));
    }
}
