package io.sextant.deployer.cluster;

/**
 * Names one object on the cluster.
 *
 * @param namespace empty for objects of the whole cluster
 */
public record ObjectRef(String kind, String namespace, String name) {
    /** A reference to an object of a kind the deployer applies. */
    public static ObjectRef of(AppliedKind kind, String namespace, String name) {
        return new ObjectRef(kind.kind(), kind.namespaced() ? namespace : "", name);
    }

    @Override
    public String toString() {
        return kind + "/" + name;
    }
}
