package io.sextant.contract.observed;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.sextant.contract.Vocabulary;

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
    /** The registry refuses the image to the platform's credentials. */
    IMAGE_PULL_DENIED,
    /** The registry has no such image. */
    IMAGE_NOT_FOUND,
    /** The organisation lacks the licence for an image or a model. */
    ENTITLEMENT_MISSING,
    /** NGC does not accept the key with which weights are downloaded. */
    NGC_KEY_REFUSED,
    /** The cluster does not reach a registry. */
    NETWORK_BLOCKED,
    /** The image is not made for the processors of the node. */
    WRONG_ARCHITECTURE,
    /** A download failed and is being tried again. */
    DOWNLOAD_RETRYING,
    /** The NIM does not know the profile. */
    UNKNOWN_PROFILE,
    /** A container does not find the GPUs of its node. */
    GPU_RUNTIME_MISSING,
    /** The operator cannot read which profiles the NIM has. */
    MANIFEST_UNREADABLE,
    /** No storage class suits the claim. */
    STORAGE_UNSUITABLE,
    /** The weights do not fit onto their volume. */
    VOLUME_FULL,
    /** A container may not write to its volume. */
    VOLUME_NOT_WRITABLE,
    /** Another node holds a volume that one node alone may mount. */
    VOLUME_HELD_ELSEWHERE,
    /** No node takes a pod that needs no GPU. */
    WAITING_FOR_NODE,
    /** The node of a replica does not answer. */
    NODE_LOST,
    /** The model does not fit into the GPUs' memory. */
    OUT_OF_GPU_MEMORY,
    /** A container is restarted because it fails its probes. */
    KILLED_BY_PROBE,
    /** The NIM Operator does not act. */
    OPERATOR_ABSENT,
    /** The NIM Operator cannot make what it should. */
    OPERATOR_ERROR,
    /** The quota of the namespace leaves no room. */
    QUOTA_OF_NAMESPACE_SPENT,
    /** An admission webhook does not answer. */
    WEBHOOK_UNAVAILABLE,
    /** The operator's version does not know a field. */
    UNKNOWN_TO_OPERATOR,
    /** The API server does not answer as it should. */
    CLUSTER_UNREACHABLE,
    /** A removed object waits for the operator's finalizer. */
    REMOVAL_STUCK,
    /** The endpoint does not answer as it should. */
    ENDPOINT_UNREACHABLE,
    /** No controller has taken the route to the endpoint. */
    ROUTE_NOT_TAKEN,
    /** The gateway refuses the route to the endpoint. */
    ROUTE_REFUSED,
    /** The autoscaler gets no metrics, so the replicas stay as many as they are. */
    SCALING_WITHOUT_METRICS,
    /** The autoscaler cannot change the number of replicas. */
    SCALING_IMPOSSIBLE,
    /** Provisioning takes longer than the platform allows. */
    OVERDUE,
    /** No replica is wanted. */
    STOPPED,
    /** Objects are being removed. */
    REMOVING,
    /** The objects are gone. */
    REMOVED,
    /** A reason of a later release; the message says what it is. */
    UNKNOWN;

    @JsonCreator
    static ConditionReason of(String said) {
        return Vocabulary.word(ConditionReason.class, said, UNKNOWN);
    }
}
