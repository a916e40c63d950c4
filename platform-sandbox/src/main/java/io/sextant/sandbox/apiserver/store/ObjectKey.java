package io.sextant.sandbox.apiserver.store;

import io.sextant.sandbox.apiserver.kind.KubeObject;
import java.util.Comparator;
import java.util.NavigableMap;

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

    /** The part of a map that lies in a namespace. */
    static <V> NavigableMap<ObjectKey, V> within(NavigableMap<ObjectKey, V> all, String namespace) {
        // No name is empty, and no namespace has the character after the namespace's last.
        return all.subMap(new ObjectKey(namespace, ""), true, new ObjectKey(namespace + '\0', ""), false);
    }

    @Override
    public int compareTo(ObjectKey other) {
        return ORDER.compare(this, other);
    }
}
