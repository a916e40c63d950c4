package io.sextant.deployer.step;

import io.sextant.contract.observed.ConditionReason;
import io.sextant.deployer.cluster.LiveObject;
import io.sextant.deployer.diagnosis.OperatorPresence;
import java.time.Instant;
import java.util.List;

/** The removal of an object that the NIM Operator must let go of. */
final class Removal {
    private Removal() {}

    /** Asks for it once, then waits; says so when the operator does not let go. */
    static StepOutcome of(LiveObject live, String message, Instant now) {
        return live.deleting()
                ? OperatorPresence.stuckRemoval(live, now)
                        .map(StepOutcome::of)
                        .orElseGet(() -> new StepOutcome.Wait(ConditionReason.REMOVING, message))
                : new StepOutcome.Apply(
                        List.of(new ClusterAction.DeleteObject(live.ref(), live.uid())),
                        ConditionReason.REMOVING,
                        message);
    }
}
