package io.sextant.deployer.kube;

import io.sextant.deployer.cluster.AppliedKind;
import java.util.Set;

/**
 * Whose objects are watched.
 *
 * @param namespacePrefix of the teams' namespaces
 * @param systemNamespace holds the original secrets
 * @param kinds of objects the deployer applies here
 */
public record WatchScope(String namespacePrefix, String systemNamespace, Set<AppliedKind> kinds) {
    public WatchScope {
        kinds = Set.copyOf(kinds);
    }

    boolean covers(String namespace) {
        return namespace.startsWith(namespacePrefix);
    }
}
