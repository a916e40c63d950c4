package io.sextant.deployer.step;

import io.sextant.contract.observed.ConditionReason;
import io.sextant.contract.observed.ConditionType;
import io.sextant.deployer.cluster.LiveObject;
import io.sextant.deployer.cluster.Snapshot;
import io.sextant.deployer.intent.AdmittedManifest;
import io.sextant.deployer.intent.Wanted;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The NIMService is on the cluster as its manifest has it, at the latest generation. */
public final class EnsureNimService implements ReconcileStep<Wanted.Serving> {
    @Override
    public ConditionType aspect() {
        return ConditionType.REPLICAS_READY;
    }

    @Override
    public StepOutcome decide(Wanted.Serving wanted, Snapshot snapshot, Instant now) {
        Optional<LiveObject> live = snapshot.object(wanted.nimService().ref());
        if (wanted.stopsByRemoval()) {
            return live.map(found -> remove(wanted, found, now))
                    .orElseGet(() -> new StepOutcome.Proceed("Stopped: there is no NIMService."));
        }
        AdmittedManifest manifest = manifest(wanted, snapshot);
        return live.isEmpty()
                ? write(manifest)
                : Possession.obstacle(wanted, live.get())
                        .or(() -> Possession.formerHolder(wanted, live.get()))
                        .orElseGet(() -> compare(wanted, manifest, live.get()));
    }

    /** An operator that cannot hold a NIMService at no replica lets go of its replicas only with the NIMService. */
    private static StepOutcome remove(Wanted.Serving wanted, LiveObject live, Instant now) {
        return live.managed()
                ? Possession.formerHolder(wanted, live)
                        .orElseGet(() -> Removal.of(
                                live, "The NIMService is being removed, which is how its replicas are stopped.", now))
                : new StepOutcome.Proceed("Stopped: there is no NIMService of Sextant's.");
    }

    /** From a stop, the replicas are asked for first and the autoscaler once they are coming. */
    private static AdmittedManifest manifest(Wanted.Serving wanted, Snapshot snapshot) {
        boolean atZero = wanted.nimService().autoscaled()
                && snapshot.workloads()
                        .deployment(wanted.namespace(), wanted.serviceName())
                        .filter(deployment -> deployment.replicas() == 0)
                        .isPresent();
        return atZero ? wanted.nimService().withoutAutoscaler() : wanted.nimService();
    }

    private static StepOutcome compare(Wanted.Serving wanted, AdmittedManifest manifest, LiveObject live) {
        boolean current = live.generation()
                .filter(generation -> generation == wanted.desired().generation())
                .isPresent();
        if (!current) {
            return write(manifest);
        }
        String message = "The NIMService is as desired.";
        return Drift.repair(manifest, live)
                .<StepOutcome>map(repair -> new StepOutcome.Repair(List.of(repair), message))
                .orElseGet(() -> new StepOutcome.Proceed(message));
    }

    private static StepOutcome write(AdmittedManifest manifest) {
        return new StepOutcome.Apply(
                List.of(new ClusterAction.ApplyObject(manifest)),
                ConditionReason.APPLIED,
                "The NIMService is being applied.");
    }
}
