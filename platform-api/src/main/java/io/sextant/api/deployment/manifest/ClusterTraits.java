package io.sextant.api.deployment.manifest;

import org.jspecify.annotations.Nullable;

/**
 * What manifests depend on in the cluster they are for.
 *
 * @param serviceMonitors whether it knows Prometheus' ServiceMonitors; an operator that is asked for one elsewhere fails
 * @param priorityClass of the replicas' pods, where the platform was given one; rendered where the operator knows it
 */
public record ClusterTraits(
        NimOperatorRelease operator,
        boolean serviceMonitors,
        @Nullable String priorityClass) {}
