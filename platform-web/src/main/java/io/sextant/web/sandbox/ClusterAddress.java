package io.sextant.web.sandbox;

/** Where the sandbox's cluster answers. */
public interface ClusterAddress {
    /** The base URL of its Kubernetes API, once it has started. */
    String clusterUrl();
}
