package io.sextant.contract.desired;

import java.util.List;

/**
 * A team's namespace and the fences that stand in it (Namespace, ResourceQuota, LimitRange, NetworkPolicy).
 *
 * @param manifests in the order in which they are to be applied, the Namespace first
 */
public record DesiredNamespace(String name, String team, List<Manifest> manifests) {
    public DesiredNamespace {
        manifests = List.copyOf(manifests);
    }
}
