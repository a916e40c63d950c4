package io.sextant.deployer.cluster;

/**
 * The Job that downloads weights.
 *
 * @param failure reason and message of its Failed condition, else empty
 */
public record JobView(String namespace, String name, int active, int failedPods, String failure) {}
