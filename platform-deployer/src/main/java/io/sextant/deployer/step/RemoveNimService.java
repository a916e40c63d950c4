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
import java.util.stream.Stream;

/** The NIMService goes first, its replicas with it, and the address that leads to it. */
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
        List<LiveObject> left = Stream.concat(
                        wanted.serviceNames().stream()
                                .map(name -> ObjectRef.of(AppliedKind.NIM_SERVICE, wanted.namespace(), name)),
                        wanted.extras().stream())
                .map(snapshot::object)
                .flatMap(Optional::stream)
                .filter(live -> live.managedFor(cluster) && live.belongsTo(wanted.id()))
                .toList();
        return Removal.of(left, "The NIMService is being removed.", now)
                .orElseGet(() -> new StepOutcome.Proceed("The endpoint is removed."));
    }
}
