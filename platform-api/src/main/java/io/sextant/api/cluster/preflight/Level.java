package io.sextant.api.cluster.preflight;

/** How a check of a cluster came out, the best first. */
public enum Level {
    /** As it should be. */
    GREEN,
    /** Deployments run, but something is missing or not known. */
    AMBER,
    /** Nothing new can run there until it is mended. */
    RED
}
