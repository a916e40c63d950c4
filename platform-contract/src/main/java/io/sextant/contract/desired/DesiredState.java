package io.sextant.contract.desired;

import java.util.List;

/**
 * Everything a cluster should hold, at one revision.
 *
 * <p>The list is complete: what a deployer once applied and no longer finds here is to be removed. A retired deployment
 * stays listed as {@link Presence#GONE} until its pods were reported gone.
 *
 * @param revision grows with every change of this cluster's desired state
 */
public record DesiredState(
        String cluster, long revision, List<DesiredNamespace> namespaces, List<DesiredDeployment> deployments) {
    public DesiredState {
        namespaces = List.copyOf(namespaces);
        deployments = List.copyOf(deployments);
    }
}
