package io.sextant.deployer.step;

import io.sextant.contract.desired.Presence;
import io.sextant.contract.observed.ConditionReason;
import io.sextant.contract.observed.ConditionType;
import io.sextant.deployer.cluster.NimServiceView;
import io.sextant.deployer.cluster.ReplicaCount;
import io.sextant.deployer.cluster.Snapshot;
import io.sextant.deployer.diagnosis.Overdue;
import io.sextant.deployer.diagnosis.ReplicaDiagnosis;
import io.sextant.deployer.intent.Wanted;
import java.time.Instant;
import java.util.Optional;

/** All replicas are ready and the operator says so; or, when stopped, none is left. */
public final class AwaitReplicas implements ReconcileStep<Wanted.Serving> {
    @Override
    public ConditionType aspect() {
        return ConditionType.REPLICAS_READY;
    }

    @Override
    public boolean looksOnly() {
        return true;
    }

    @Override
    public StepOutcome decide(Wanted.Serving wanted, Snapshot snapshot, Instant now) {
        Optional<NimServiceView> service = snapshot.nimService(wanted.namespace(), wanted.serviceName());
        if (wanted.desired().presence() == Presence.STOPPED) {
            return stopped(wanted, snapshot);
        }
        if (service.isEmpty()) {
            return new StepOutcome.Wait(ConditionReason.APPLIED, "The NIMService is being applied.");
        }
        ReplicaCount count = ReplicaCount.of(service.get(), snapshot.workloads());
        if (service.get().state().equals("Ready") && count.complete()) {
            return new StepOutcome.Proceed("%d of %d replicas ready.".formatted(count.ready(), count.desired()));
        }
        return StepOutcome.of(Overdue.judge(ReplicaDiagnosis.of(service.get(), snapshot), wanted, snapshot, now));
    }

    private static StepOutcome stopped(Wanted.Serving wanted, Snapshot snapshot) {
        boolean podsLeft = snapshot.workloads().podsIn(wanted.namespace()).stream()
                .anyMatch(pod -> !pod.phase().ended() && pod.runs(wanted.namespace(), wanted.serviceName()));
        boolean morePodsComing = snapshot.workloads()
                .deployment(wanted.namespace(), wanted.serviceName())
                .filter(deployment -> deployment.replicas() > 0 || !deployment.settled())
                .isPresent();
        return podsLeft || morePodsComing
                ? new StepOutcome.Wait(ConditionReason.REMOVING, "The replicas are being stopped.")
                : new StepOutcome.Wait(ConditionReason.STOPPED, "Stopped: no replica is wanted.");
    }
}
