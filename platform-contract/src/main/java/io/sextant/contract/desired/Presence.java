package io.sextant.contract.desired;

/** Whether a deployment should be there. */
public enum Presence {
    /** Serving with the replicas its NIMService manifest names. */
    RUNNING,
    /** Kept, with no replica. */
    STOPPED,
    /** Removed; listed until its pods were reported gone. */
    GONE
}
