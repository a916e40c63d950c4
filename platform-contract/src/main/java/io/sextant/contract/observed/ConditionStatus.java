package io.sextant.contract.observed;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.sextant.contract.Vocabulary;

/** Whether a condition holds. */
public enum ConditionStatus {
    TRUE,
    FALSE,
    UNKNOWN;

    @JsonCreator
    static ConditionStatus of(String said) {
        return Vocabulary.word(ConditionStatus.class, said, UNKNOWN);
    }
}
