package io.sextant.deployer.cluster;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything a decision may look at, seen at one moment. */
public final class Snapshot {
    private final Instant seenAt;
    private final Map<ObjectRef, LiveObject> objects;
    private final Named<SecretView> secrets;
    private final Workloads workloads;
    private final Named<NodeView> nodes;
    private final Evidence evidence;

    public Snapshot(
            Instant seenAt,
            Map<ObjectRef, LiveObject> objects,
            Collection<SecretView> secrets,
            Workloads workloads,
            Collection<NodeView> nodes,
            Evidence evidence) {
        this(
                seenAt,
                Map.copyOf(objects),
                Named.of(secrets, secret -> new Named.Name(secret.namespace(), secret.name())),
                workloads,
                Named.of(nodes, node -> new Named.Name("", node.name())),
                evidence);
    }

    private Snapshot(
            Instant seenAt,
            Map<ObjectRef, LiveObject> objects,
            Named<SecretView> secrets,
            Workloads workloads,
            Named<NodeView> nodes,
            Evidence evidence) {
        this.seenAt = seenAt;
        this.objects = objects;
        this.secrets = secrets;
        this.workloads = workloads;
        this.nodes = nodes;
        this.evidence = evidence;
    }

    public Snapshot with(Evidence found) {
        return new Snapshot(seenAt, objects, secrets, workloads, nodes, found);
    }

    /** The last moment at which the view was known to follow the cluster. */
    public Instant seenAt() {
        return seenAt;
    }

    /** Those of the kinds the deployer applies. */
    public Map<ObjectRef, LiveObject> objects() {
        return objects;
    }

    public Workloads workloads() {
        return workloads;
    }

    public List<NodeView> nodes() {
        return nodes.all();
    }

    public Evidence evidence() {
        return evidence;
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
        return secrets.find(namespace, name);
    }

    public Optional<NodeView> node(String name) {
        return nodes.find("", name);
    }
}
