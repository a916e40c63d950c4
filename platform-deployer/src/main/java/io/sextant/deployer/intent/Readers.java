package io.sextant.deployer.intent;

import io.sextant.deployer.cluster.AppliedKind;
import io.sextant.deployer.cluster.ObjectTree;
import java.util.List;
import java.util.Map;

/**
 * Who may read a team's namespace on the cluster: a group of the cluster's own sign-in, bound to a ClusterRole that reads.
 *
 * <p>It is made from the deployer's settings alone. The platform cannot send it, so who takes over the platform lets nobody in.
 *
 * @param group of a team's members, in which {@code {team}} stands for the namespace without its prefix
 */
public record Readers(String group) {
    /** What stands for the team. */
    public static final String TEAM = "{team}";

    /** The ClusterRole, which {@code k8s/components/readers} brings along. */
    public static final String ROLE = "sextant-reader";

    private static final String NAME = "sextant-readers";
    private static final String RBAC = "rbac.authorization.k8s.io";

    public Readers {
        if (!group.contains(TEAM)) {
            throw new IllegalArgumentException("every team would be let into every namespace by the group " + group);
        }
    }

    ObjectTree binding(String namespace, String prefix) {
        return ObjectTree.of(Map.of(
                "apiVersion",
                AppliedKind.ROLE_BINDING.apiVersion(),
                "kind",
                AppliedKind.ROLE_BINDING.kind(),
                "metadata",
                Map.of("name", NAME, "namespace", namespace),
                "roleRef",
                Map.of("apiGroup", RBAC, "kind", "ClusterRole", "name", ROLE),
                "subjects",
                List.of(Map.of(
                        "apiGroup",
                        RBAC,
                        "kind",
                        "Group",
                        "name",
                        group.replace(TEAM, namespace.substring(prefix.length()))))));
    }
}
