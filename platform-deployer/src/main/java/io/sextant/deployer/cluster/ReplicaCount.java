package io.sextant.deployer.cluster;

import java.util.Optional;

/**
 * How many replicas a NIMService should have and how many of them serve.
 *
 * @param desired named by the manifest, else by the autoscaler, which sets the Deployment to no fewer than its least
 * @param complete all of them run the latest specification and are ready
 */
public record ReplicaCount(int desired, int ready, boolean complete) {
    public static final ReplicaCount NONE = new ReplicaCount(0, 0, false);

    public static ReplicaCount of(NimServiceView service, Workloads workloads) {
        ObjectRef ref = service.object().ref();
        Optional<DeploymentView> deployment = workloads.deployment(ref.namespace(), ref.name());
        int desired = service.replicas()
                .orElseGet(() -> Math.max(
                        service.fewestReplicas(),
                        deployment.map(DeploymentView::replicas).orElse(0)));
        int ready = deployment.map(DeploymentView::readyReplicas).orElse(0);
        boolean complete = deployment
                .filter(found -> found.settled() && found.updatedReplicas() >= desired && ready >= desired)
                .filter(found -> found.image().equals(service.image()))
                .isPresent();
        return new ReplicaCount(desired, ready, complete && desired > 0);
    }
}
