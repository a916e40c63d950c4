package io.sextant.contract.observed;

/** Why a condition has its status. */
public enum ConditionReason {
    /** Holds. */
    AS_DESIRED,
    /** Waits for a condition before it. */
    WAITING_FOR_EARLIER_STEP,
    /** Was applied just now; the cluster has not acted on it yet. */
    APPLIED,
    /** The cluster refused the object; the message has its cause. */
    REFUSED_BY_CLUSTER,
    /** The platform asked for something this deployer does not apply. */
    REFUSED_BY_DEPLOYER,
    /** The deployer's own namespace lacks a secret the deployment names. */
    SOURCE_SECRET_MISSING,
    /** The volume for the weights is not bound. */
    WAITING_FOR_VOLUME,
    /** Weights are being downloaded. */
    DOWNLOADING_MODEL,
    /** The download failed. */
    MODEL_DOWNLOAD_FAILED,
    /** No profile of the NIM fits the cluster's GPUs. */
    NO_COMPATIBLE_PROFILE,
    /** No node has enough free GPUs of the product. */
    WAITING_FOR_GPUS,
    /** The image is being pulled. */
    PULLING_IMAGE,
    /** The image cannot be pulled. */
    IMAGE_PULL_FAILED,
    /** The engine loads weights into GPU memory. */
    LOADING_MODEL,
    /** A container keeps ending. */
    CRASH_LOOPING,
    /** A container was ended for want of memory. */
    OUT_OF_MEMORY,
    /** The endpoint does not answer as it should. */
    ENDPOINT_UNREACHABLE,
    /** Provisioning takes longer than the platform allows. */
    OVERDUE,
    /** No replica is wanted. */
    STOPPED,
    /** Objects are being removed. */
    REMOVING,
    /** The objects are gone. */
    REMOVED
}
