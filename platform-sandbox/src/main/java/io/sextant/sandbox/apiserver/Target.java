package io.sextant.sandbox.apiserver;

import io.sextant.sandbox.apiserver.kind.ResourceType;
import io.sextant.sandbox.apiserver.store.ObjectKey;

/**
 * What a request's path points at.
 *
 * @param namespace empty when cluster-wide or across namespaces
 * @param name empty for a collection
 * @param subresource empty for the object itself
 */
record Target(ResourceType type, String namespace, String name, String subresource) {
    ObjectKey key() {
        return new ObjectKey(namespace, name);
    }

    boolean isCollection() {
        return name.isEmpty();
    }
}
