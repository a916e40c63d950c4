package io.sextant.deployer.step;

import io.sextant.contract.observed.ConditionReason;
import io.sextant.contract.observed.ConditionType;
import io.sextant.deployer.cluster.LiveObject;
import io.sextant.deployer.cluster.Snapshot;
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
        return live.isEmpty()
                ? write(wanted)
                : Possession.obstacle(wanted, live.get())
                        .or(() -> Possession.formerHolder(wanted, live.get()))
                        .orElseGet(() -> compare(wanted, live.get()));
    }

    private static StepOutcome compare(Wanted.Serving wanted, LiveObject live) {
        boolean current = live.generation()
                .filter(generation -> generation == wanted.desired().generation())
                .isPresent();
        if (!current) {
            return write(wanted);
        }
        String message = "The NIMService is as desired.";
        return Drift.between(wanted.nimService(), live).isPresent()
                ? new StepOutcome.Repair(List.of(new ClusterAction.ApplyObject(wanted.nimService())), message)
                : new StepOutcome.Proceed(message);
    }

    private static StepOutcome write(Wanted.Serving wanted) {
        return new StepOutcome.Apply(
                List.of(new ClusterAction.ApplyObject(wanted.nimService())),
                ConditionReason.APPLIED,
                "The NIMService is being applied.");
    }
}
