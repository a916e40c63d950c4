package io.sextant.contract.observed;

/** Whether a condition holds. */
public enum ConditionStatus {
    TRUE,
    FALSE,
    UNKNOWN
}
