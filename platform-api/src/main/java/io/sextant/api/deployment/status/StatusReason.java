package io.sextant.api.deployment.status;

import io.sextant.contract.observed.ConditionReason;

/** Why a deployment is in its phase, with what can be done about it. */
public enum StatusReason {
    // Of the platform.
    WAITING_FOR_DEPLOYER(""),
    CLUSTER_SILENT("Ask a platform administrator to look after the cluster's deployer."),
    SERVING(""),
    REPLICAS_MISSING("Look at the replicas and the cluster's events below; lost replicas are replaced by themselves."),
    REMOVAL_REQUESTED(""),

    // As a condition gives them, by the same names.
    AS_DESIRED(""),
    WAITING_FOR_EARLIER_STEP(""),
    APPLIED(""),
    REFUSED_BY_CLUSTER("Give a platform administrator the message; retire the deployment if it cannot be cured."),
    REFUSED_BY_DEPLOYER("Ask a platform administrator to compare the deployer's rules with the platform's settings."),
    SOURCE_SECRET_MISSING("Ask a platform administrator to put the secret into the deployer's namespace."),
    WAITING_FOR_VOLUME("If it stays, ask a platform administrator whether the cluster's storage class has room."),
    DOWNLOADING_MODEL(""),
    MODEL_DOWNLOAD_FAILED("Ask a platform administrator to check the NGC key, its entitlement and the volume's size."),
    NO_COMPATIBLE_PROFILE("Retire it and plan again with another profile or GPU product."),
    WAITING_FOR_GPUS("Wait until GPUs of this product get free, or retire it and plan on another GPU product."),
    PULLING_IMAGE(""),
    IMAGE_PULL_FAILED("Ask a platform administrator to check the registry's credentials and the image's tag."),
    LOADING_MODEL(""),
    CRASH_LOOPING("Read the cluster's events below; retire it and plan with a shorter context or more GPUs."),
    OUT_OF_MEMORY("Retire it and plan with a shorter context, a smaller precision or more GPUs."),
    ENDPOINT_UNREACHABLE("Wait a moment; if it stays, ask a platform administrator to check the network policies."),
    OVERDUE("Read the cluster's events below; wait, or retire it and plan again."),
    STOPPED(""),
    REMOVING(""),
    REMOVED("");

    private final String remedy;

    StatusReason(String remedy) {
        this.remedy = remedy;
    }

    /** What the reader can do; empty where there is nothing to do but wait. */
    public String remedy() {
        return remedy;
    }

    /** Whether time alone will not cure it. */
    public boolean isLasting() {
        return switch (this) {
            case REFUSED_BY_CLUSTER,
                    REFUSED_BY_DEPLOYER,
                    SOURCE_SECRET_MISSING,
                    MODEL_DOWNLOAD_FAILED,
                    NO_COMPATIBLE_PROFILE,
                    IMAGE_PULL_FAILED,
                    CRASH_LOOPING,
                    OUT_OF_MEMORY -> true;
            case WAITING_FOR_DEPLOYER,
                    CLUSTER_SILENT,
                    SERVING,
                    REPLICAS_MISSING,
                    REMOVAL_REQUESTED,
                    AS_DESIRED,
                    WAITING_FOR_EARLIER_STEP,
                    APPLIED,
                    WAITING_FOR_VOLUME,
                    DOWNLOADING_MODEL,
                    WAITING_FOR_GPUS,
                    PULLING_IMAGE,
                    LOADING_MODEL,
                    ENDPOINT_UNREACHABLE,
                    OVERDUE,
                    STOPPED,
                    REMOVING,
                    REMOVED -> false;
        };
    }

    /** Whether it is a step on the usual way of a replica that starts. */
    boolean isStarting() {
        return this == APPLIED || this == PULLING_IMAGE || this == LOADING_MODEL;
    }

    static StatusReason of(ConditionReason reason) {
        return valueOf(reason.name());
    }
}
