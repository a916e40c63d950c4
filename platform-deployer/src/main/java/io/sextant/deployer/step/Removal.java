package io.sextant.deployer.step;

import io.sextant.contract.observed.ConditionReason;
import io.sextant.deployer.cluster.LiveObject;
import io.sextant.deployer.diagnosis.OperatorPresence;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The removal of objects that the NIM Operator must let go of. */
final class Removal {
    private Removal() {}

    /** Asks for it once, then waits; says so when the operator does not let go. */
    static StepOutcome of(LiveObject live, String message, Instant now) {
        return of(List.of(live), message, now).orElseThrow();
    }

    /** Asks for each once, then waits for all; says so when the operator does not let go. */
    static Optional<StepOutcome> of(List<LiveObject> left, String message, Instant now) {
        List<ClusterAction> deletions = left.stream()
                .filter(live -> !live.deleting())
                .<ClusterAction>map(live -> new ClusterAction.DeleteObject(live.ref(), live.uid()))
                .toList();
        if (left.isEmpty()) {
            return Optional.empty();
        }
        if (!deletions.isEmpty()) {
            return Optional.of(new StepOutcome.Apply(deletions, ConditionReason.REMOVING, message));
        }
        return Optional.of(left.stream()
                .map(live -> OperatorPresence.stuckRemoval(live, now))
                .flatMap(Optional::stream)
                .findFirst()
                .map(StepOutcome::of)
                .orElseGet(() -> new StepOutcome.Wait(ConditionReason.REMOVING, message)));
    }
}
