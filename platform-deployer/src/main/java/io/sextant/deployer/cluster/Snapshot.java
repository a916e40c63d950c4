package io.sextant.deployer.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything a decision may look at, seen at one moment.
 *
 * @param seenAt the last moment at which the view was known to follow the cluster
 * @param objects of the kinds the deployer applies
 */
public record Snapshot(
        Instant seenAt,
        Map<ObjectRef, LiveObject> objects,
        List<SecretView> secrets,
        Workloads workloads,
        List<NodeView> nodes,
        Evidence evidence) {
    public Snapshot {
        objects = Map.copyOf(objects);
        secrets = List.copyOf(secrets);
        nodes = List.copyOf(nodes);
    }

    public Snapshot with(Evidence found) {
        return new Snapshot(seenAt, objects, secrets, workloads, nodes, found);
    }

    public Optional<LiveObject> object(ObjectRef ref) {
        return Optional.ofNullable(objects.get(ref));
    }

    public Optional<NimServiceView> nimService(String namespace, String name) {
        return object(ObjectRef.of(AppliedKind.NIM_SERVICE, namespace, name)).map(NimServiceView::new);
    }

    public Optional<NimCacheView> nimCache(String namespace, String name) {
        return object(ObjectRef.of(AppliedKind.NIM_CACHE, namespace, name)).map(NimCacheView::new);
    }

    /** The Service of a deployment's own address. */
    public Optional<EndpointView> endpoint(String namespace, String name) {
        return object(ObjectRef.of(AppliedKind.SERVICE, namespace, name)).map(EndpointView::new);
    }

    public Optional<SecretView> secret(String namespace, String name) {
        return secrets.stream()
                .filter(secret ->
                        secret.namespace().equals(namespace) && secret.name().equals(name))
                .findFirst();
    }

    public Optional<NodeView> node(String name) {
        return nodes.stream().filter(node -> node.name().equals(name)).findFirst();
    }
}
