package io.sextant.deployer.step;

import io.sextant.contract.observed.ConditionReason;
import io.sextant.contract.observed.ConditionStatus;
import io.sextant.contract.observed.ConditionType;
import io.sextant.deployer.cluster.WriteFailure;
import io.sextant.deployer.diagnosis.Finding;
import io.sextant.deployer.diagnosis.WriteRefusal;

/** What is said of one aspect at one moment; when it began to hold is not known here. */
public record Judgement(ConditionType type, ConditionStatus status, ConditionReason reason, String message) {
    static Judgement holds(ConditionType type, String message) {
        return new Judgement(type, ConditionStatus.TRUE, ConditionReason.AS_DESIRED, message);
    }

    static Judgement missing(ConditionType type, ConditionReason reason, String message) {
        return new Judgement(type, ConditionStatus.FALSE, reason, message);
    }

    /** What the cluster answered to the write that it would take. */
    static Judgement unwritten(ConditionType type, WriteFailure failure) {
        Finding finding = WriteRefusal.of(failure);
        return new Judgement(
                type,
                failure.refused() ? ConditionStatus.FALSE : ConditionStatus.UNKNOWN,
                finding.reason(),
                finding.message());
    }

    static Judgement blocked(ConditionType type) {
        return missing(type, ConditionReason.WAITING_FOR_EARLIER_STEP, "Waits for the step before.");
    }
}
