package io.sextant.deployer.step;

import io.sextant.contract.observed.ConditionReason;
import io.sextant.deployer.diagnosis.Finding;
import java.util.List;

/** What a step decided. */
public sealed interface StepOutcome {
    /** The step's aspect is as desired; the next step follows. */
    record Proceed(String message) implements StepOutcome {}

    /** What was already right has been changed by someone: it is put back while the next step follows. */
    record Repair(List<ClusterAction> actions, String message) implements StepOutcome {
        public Repair {
            actions = List.copyOf(actions);
        }
    }

    /** These writes come first; later steps wait for them. */
    record Apply(List<ClusterAction> actions, ConditionReason reason, String message) implements StepOutcome {
        public Apply {
            actions = List.copyOf(actions);
        }
    }

    /** The cluster needs time. */
    record Wait(ConditionReason reason, String message) implements StepOutcome {}

    /** Waiting will not mend it; it is looked at again all the same. */
    record Fail(ConditionReason reason, String message) implements StepOutcome {}

    /** What it wants written. */
    default List<ClusterAction> writes() {
        return switch (this) {
            case Repair repair -> repair.actions();
            case Apply apply -> apply.actions();
            case Proceed _, Wait _, Fail _ -> List.of();
        };
    }

    /** Whether later steps have to wait. */
    default boolean blocks() {
        return switch (this) {
            case Proceed _, Repair _ -> false;
            case Apply _, Wait _, Fail _ -> true;
        };
    }

    /** The outcome that tells a finding. */
    static StepOutcome of(Finding finding) {
        return finding.failed()
                ? new Fail(finding.reason(), finding.message())
                : new Wait(finding.reason(), finding.message());
    }
}
