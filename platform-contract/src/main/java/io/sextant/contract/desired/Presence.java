package io.sextant.contract.desired;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.sextant.contract.Vocabulary;

/** Whether a deployment should be there. */
public enum Presence {
    /** Serving with the replicas its NIMService manifest names. */
    RUNNING,
    /** Kept, with no replica. */
    STOPPED,
    /** Removed; listed until its pods were reported gone. */
    GONE,
    /** Something a later release of the platform asks for: what there is stays as it is. */
    UNKNOWN;

    @JsonCreator
    static Presence of(String said) {
        return Vocabulary.word(Presence.class, said, UNKNOWN);
    }
}
