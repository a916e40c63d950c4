package io.sextant.contract.observed;

/** The aspects of a deployment, in the order in which they come true. */
public enum ConditionType {
    /** The team's namespace and its fences stand. */
    NAMESPACE_READY,
    /** The secrets the deployment names are in its namespace. */
    SECRETS_READY,
    /** The NIMCache holds the model's weights. */
    MODEL_CACHED,
    /** The NIMService's replicas are scheduled, started and ready. */
    REPLICAS_READY,
    /** The endpoint listed the served model when asked. */
    ENDPOINT_PROBED
}
