package io.sextant.api.deployment.manifest;

import io.sextant.contract.observed.RouteOffer;
import org.jspecify.annotations.Nullable;

/**
 * What manifests depend on in the cluster they are for.
 *
 * @param serviceMonitors whether it knows Prometheus' ServiceMonitors; an operator that is asked for one elsewhere fails
 * @param priorityClass of the replicas' pods, where the platform was given one; rendered where the operator knows it
 * @param routes how endpoints are published outside the cluster; absent where they are not
 * @param kedaPrometheus base URL of the Prometheus that KEDA scales by; absent where the NIM Operator's autoscaler does it
 */
public record ClusterTraits(
        NimOperatorRelease operator,
        boolean serviceMonitors,
        @Nullable String priorityClass,
        @Nullable RouteOffer routes,
        @Nullable String kedaPrometheus) {
    boolean scalesByKeda() {
        return kedaPrometheus != null;
    }
}
