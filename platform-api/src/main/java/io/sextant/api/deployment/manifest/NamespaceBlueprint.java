package io.sextant.api.deployment.manifest;

import java.util.List;

/**
 * What a team's namespace on one cluster is made from.
 *
 * @param team the team's slug
 * @param gpuLimit GPUs of all products that the namespace may hold at once
 * @param callers namespaces that may reach the team's endpoints: operator, platform, monitoring
 */
public record NamespaceBlueprint(String namespace, String team, int gpuLimit, List<String> callers) {
    public NamespaceBlueprint {
        callers = List.copyOf(callers);
    }
}
