package io.sextant.deployer.step;

import io.sextant.contract.observed.ConditionReason;
import io.sextant.contract.observed.ConditionType;
import io.sextant.deployer.cluster.AppliedKind;
import io.sextant.deployer.cluster.LiveObject;
import io.sextant.deployer.cluster.Snapshot;
import io.sextant.deployer.intent.AdmittedManifest;
import io.sextant.deployer.intent.Wanted;
import io.sextant.deployer.intent.WantedNamespace;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The team's namespace with its fences stands before anything is put into it. */
public final class EnsureNamespace implements ReconcileStep<Wanted.Serving> {
    @Override
    public ConditionType aspect() {
        return ConditionType.NAMESPACE_READY;
    }

    @Override
    public StepOutcome decide(Wanted.Serving wanted, Snapshot snapshot, Instant now) {
        return decide(wanted.home(), snapshot);
    }

    /** The same for a namespace without deployments. */
    public StepOutcome decide(WantedNamespace wanted, Snapshot snapshot) {
        List<AdmittedManifest> missing = wanted.manifests().stream()
                .filter(manifest -> snapshot.object(manifest.ref()).isEmpty())
                .toList();
        List<ClusterAction> writes = wanted.manifests().stream()
                .<ClusterAction>flatMap(manifest -> snapshot
                        .object(manifest.ref())
                        .map(live -> Drift.repair(manifest, live))
                        .orElseGet(() -> Optional.of(new ClusterAction.ApplyObject(manifest)))
                        .stream())
                .toList();
        if (terminating(wanted, snapshot).isPresent()) {
            return new StepOutcome.Wait(
                    ConditionReason.REMOVING, "The namespace %s is being removed.".formatted(wanted.name()));
        }
        if (!missing.isEmpty()) {
            return new StepOutcome.Apply(
                    writes, ConditionReason.APPLIED, "The namespace %s is being made.".formatted(wanted.name()));
        }
        String message = "The namespace %s and its limits stand.".formatted(wanted.name());
        return writes.isEmpty() ? new StepOutcome.Proceed(message) : new StepOutcome.Repair(writes, message);
    }

    private static Optional<LiveObject> terminating(WantedNamespace wanted, Snapshot snapshot) {
        return wanted.manifests().stream()
                .filter(manifest -> manifest.kind() == AppliedKind.NAMESPACE)
                .map(manifest -> snapshot.object(manifest.ref()))
                .flatMap(Optional::stream)
                .filter(LiveObject::deleting)
                .findFirst();
    }
}
