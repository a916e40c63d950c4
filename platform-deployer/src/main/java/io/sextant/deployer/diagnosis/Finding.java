package io.sextant.deployer.diagnosis;

import io.sextant.contract.observed.ConditionReason;

/**
 * Why something is not there yet.
 *
 * @param message one sentence for the team
 * @param failed waiting will not mend it
 */
public record Finding(ConditionReason reason, String message, boolean failed) {
    static Finding progress(ConditionReason reason, String message) {
        return new Finding(reason, message, false);
    }

    static Finding failure(ConditionReason reason, String message) {
        return new Finding(reason, message, true);
    }
}
