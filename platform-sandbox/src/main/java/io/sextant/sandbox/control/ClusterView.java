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
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The cluster as its watches show it; what this loop wrote is awaited before it is looked at again. */
final class ClusterView implements AutoCloseable {
    /** A watch that was dropped shows a write late; then a look may be a stale one, as on any cluster. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Map<String, Watched<?>> kinds = new HashMap<>();
    private final Watched.Listener listener;
    private final Watched<Node> nodes;
    private final Watched<Pod> pods;
    private final Watched<Deployment> deployments;
    private final Watched<ReplicaSet> replicaSets;
    private final Watched<Job> jobs;
    private final Watched<PersistentVolumeClaim> claims;
    private final Watched<StorageClass> storageClasses;
    private final Watched<Service> services;
    private final Watched<EndpointSlice> endpointSlices;
    private final Watched<HorizontalPodAutoscaler> autoscalers;
    private final Watched<Secret> secrets;
    private final Watched<ConfigMap> configMaps;
    private final Watched<GenericKubernetesResource> nimCaches;
    private final Watched<GenericKubernetesResource> nimServices;

    ClusterView(KubernetesClient client, Watched.Listener listener) {
        this.listener = listener;
        nodes = watch("Node", client.nodes());
        storageClasses = watch("StorageClass", client.storage().v1().storageClasses());
        secrets = watch("Secret", client.secrets().inAnyNamespace());
        configMaps = watch("ConfigMap", client.configMaps().inAnyNamespace());
        pods = watch("Pod", client.pods().inAnyNamespace());
        replicaSets = watch("ReplicaSet", client.apps().replicaSets().inAnyNamespace());
        deployments = watch("Deployment", client.apps().deployments().inAnyNamespace());
        jobs = watch("Job", client.batch().v1().jobs().inAnyNamespace());
        claims = watch("PersistentVolumeClaim", client.persistentVolumeClaims().inAnyNamespace());
        services = watch("Service", client.services().inAnyNamespace());
        endpointSlices =
                watch("EndpointSlice", client.discovery().v1().endpointSlices().inAnyNamespace());
        autoscalers = watch(
                "HorizontalPodAutoscaler",
                client.autoscaling().v2().horizontalPodAutoscalers().inAnyNamespace());
        nimCaches = watch(
                "NIMCache",
                client.genericKubernetesResources(nim("NIMCache", "nimcaches")).inAnyNamespace());
        nimServices = watch(
                "NIMService",
                client.genericKubernetesResources(nim("NIMService", "nimservices"))
                        .inAnyNamespace());
    }

    private <T extends HasMetadata> Watched<T> watch(String kind, Informable<T> which) {
        Watched<T> watched = new Watched<>(which, listener);
        kinds.put(kind, watched);
        return watched;
    }

    /** One namespace, with the nodes and what is on them. */
    ClusterSnapshot in(String namespace) {
        return new ClusterSnapshot(
                namespace,
                nodes.all(),
                pods.all(),
                pods.in(namespace),
                deployments.in(namespace),
                replicaSets.in(namespace),
                jobs.in(namespace),
                claims.in(namespace),
                storageClasses.all(),
                services.in(namespace),
                endpointSlices.in(namespace),
                autoscalers.in(namespace),
                secrets.in(namespace),
                configMaps.in(namespace),
                nimCaches.in(namespace),
                nimServices.in(namespace));
    }

    /** The nodes and what is on them. */
    ClusterSnapshot fleet() {
        return ClusterSnapshot.of(nodes.all(), pods.all());
    }

    /** Every namespace that holds something. */
    Set<String> namespaces() {
        Set<String> all = new HashSet<>();
        kinds.values().forEach(kind -> all.addAll(kind.namespaces()));
        all.remove("");
        return all;
    }

    /** Waits until what was written shows. */
    void await(List<Written> writes) {
        for (Written write : writes) {
            Watched<?> kind = kinds.get(write.object().getKind());
            if (kind != null) {
                boolean _ = write.deletion()
                        ? kind.awaitDeletion(write.object(), PATIENCE)
                        : kind.awaitVersion(
                                Long.parseLong(write.object().getMetadata().getResourceVersion()), PATIENCE);
            }
        }
    }

    /** A write that the API server took: the new version, or what was deleted. */
    record Written(HasMetadata object, boolean deletion) {}

    private static ResourceDefinitionContext nim(String kind, String plural) {
        return new ResourceDefinitionContext.Builder()
                .withGroup("apps.nvidia.com")
                .withVersion("v1alpha1")
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(true)
                .build();
    }

    @Override
    public void close() {
        kinds.values().forEach(Watched::close);
    }
}
