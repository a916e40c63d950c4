package io.sextant.deployer.kube;

/** How an action ended that did not fail. */
public enum Written {
    DONE,
    /** The API server confirmed that nothing of a deployment is left. */
    GONE,
    /** Something of it is still there. */
    NOT_GONE
}
