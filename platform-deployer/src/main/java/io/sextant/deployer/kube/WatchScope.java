package io.sextant.deployer.kube;

/**
 * Whose objects are watched.
 *
 * @param namespacePrefix of the teams' namespaces
 * @param systemNamespace holds the original secrets
 */
public record WatchScope(String namespacePrefix, String systemNamespace) {
    boolean covers(String namespace) {
        return namespace.startsWith(namespacePrefix);
    }
}
