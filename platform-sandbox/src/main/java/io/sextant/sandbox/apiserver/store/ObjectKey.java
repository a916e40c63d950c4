package io.sextant.sandbox.apiserver.store;

import io.sextant.sandbox.apiserver.kind.KubeObject;
import java.util.Comparator;

/**
 * Where an object lies within its kind.
 *
 * @param namespace empty for cluster-wide objects
 */
public record ObjectKey(String namespace, String name) implements Comparable<ObjectKey> {
    private static final Comparator<ObjectKey> ORDER =
            Comparator.comparing(ObjectKey::namespace).thenComparing(ObjectKey::name);

    /** Key of an object by its metadata. */
    public static ObjectKey of(KubeObject object) {
        return new ObjectKey(object.namespace(), object.name());
    }

    @Override
    public int compareTo(ObjectKey other) {
        return ORDER.compare(this, other);
    }
}
