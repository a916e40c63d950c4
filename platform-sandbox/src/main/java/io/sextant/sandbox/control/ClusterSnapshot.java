package io.sextant.sandbox.control;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the sandbox's controllers decide by: one namespace as it was at one moment, and the nodes.
 *
 * @param namespace of the lists below; empty for a look at the nodes alone
 * @param everyPod of all namespaces, for what nodes hold
 */
public record ClusterSnapshot(
        String namespace,
        List<Node> nodes,
        List<Pod> everyPod,
        List<Pod> pods,
        List<Deployment> deployments,
        List<ReplicaSet> replicaSets,
        List<Job> jobs,
        List<PersistentVolumeClaim> claims,
        List<StorageClass> storageClasses,
        List<Service> services,
        List<EndpointSlice> endpointSlices,
        List<HorizontalPodAutoscaler> autoscalers,
        List<Secret> secrets,
        List<ConfigMap> configMaps,
        List<GenericKubernetesResource> nimCaches,
        List<GenericKubernetesResource> nimServices) {
    /** A cluster with nothing but these nodes and pods. */
    public static ClusterSnapshot of(List<Node> nodes, List<Pod> pods) {
        return new ClusterSnapshot(
                "", nodes, pods, pods, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /** The node of this name. */
    public Optional<Node> node(@Nullable String name) {
        return nodes.stream()
                .filter(node -> node.getMetadata().getName().equals(name))
                .findFirst();
    }

    /** The object of this kind, namespace and name. */
    public <T extends HasMetadata> Optional<T> find(
            Function<ClusterSnapshot, List<T>> kind, String namespace, String name) {
        return kind.apply(this).stream()
                .filter(object -> name.equals(object.getMetadata().getName())
                        && namespace.equals(object.getMetadata().getNamespace()))
                .findFirst();
    }

    /** Objects of this kind whose controller is {@code owner}. */
    public <T extends HasMetadata> List<T> ownedBy(Function<ClusterSnapshot, List<T>> kind, HasMetadata owner) {
        return kind.apply(this).stream()
                .filter(object -> Ownership.owns(owner, object))
                .toList();
    }
}
