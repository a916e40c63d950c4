package io.sextant.deployer.step;

import io.sextant.contract.observed.ConditionReason;
import io.sextant.contract.observed.ConditionStatus;
import io.sextant.contract.observed.ConditionType;

/** What is said of one aspect at one moment; when it began to hold is not known here. */
public record Judgement(ConditionType type, ConditionStatus status, ConditionReason reason, String message) {
    static Judgement holds(ConditionType type, String message) {
        return new Judgement(type, ConditionStatus.TRUE, ConditionReason.AS_DESIRED, message);
    }

    static Judgement missing(ConditionType type, ConditionReason reason, String message) {
        return new Judgement(type, ConditionStatus.FALSE, reason, message);
    }

    static Judgement blocked(ConditionType type) {
        return missing(type, ConditionReason.WAITING_FOR_EARLIER_STEP, "Waits for the step before.");
    }
}
