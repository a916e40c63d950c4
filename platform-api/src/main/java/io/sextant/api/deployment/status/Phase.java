package io.sextant.api.deployment.status;

/** Where a deployment stands on its way from submission to retirement. */
public enum Phase {
    /** Somebody has to approve it before its cluster is told of it. */
    WAITING_FOR_APPROVAL("Waiting for approval"),
    /** Accepted; its cluster has not reported on it yet. */
    SUBMITTED("Submitted"),
    /** The team's namespace and the secrets are being made. */
    PREPARING("Preparing"),
    /** The model's weights are being downloaded. */
    DOWNLOADING("Downloading"),
    /** Replicas are being scheduled and load the model. */
    STARTING("Starting"),
    /** Replicas are ready; the endpoint is being asked. */
    PROBING("Checking endpoint"),
    /** It serves as planned. */
    READY("Ready"),
    /** It was ready and does not serve as planned now. */
    DEGRADED("Degraded"),
    /** It serves, while its cluster carries out a change of it. */
    UPDATING("Updating"),
    /** It serves as before; what it is to change to does not come up. */
    HELD_UP("Roll-over held up"),
    /** Wanted without a replica; its GPUs still count against the quota. */
    STOPPING("Stopping"),
    /** Kept, with no replica. */
    STOPPED("Stopped"),
    /** Not ready within the time it was given; it may still become so. */
    OVERDUE("Overdue"),
    /** Something stands in the way that time alone will not cure. */
    FAILED("Failed"),
    /** Being removed; its GPUs still count against the quota. */
    RETIRING("Retiring"),
    /** Removed; the GPUs are given back. */
    RETIRED("Retired"),
    /** It was never approved, so it never began. */
    DECLINED("Not approved");

    private final String label;

    Phase(String label) {
        this.label = label;
    }

    /** The phase as a person reads it. */
    public String label() {
        return label;
    }

    /** Whether requests may find an endpoint. */
    public boolean serves() {
        return this == READY || this == DEGRADED || this == UPDATING || this == HELD_UP;
    }

    /** Whether nothing will change any more. */
    public boolean isFinal() {
        return this == RETIRED || this == DECLINED;
    }
}
