package io.sextant.sandbox.control;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.function.Consumer;

/** Reads snapshots of the cluster, and tells when one may have become stale. */
final class ClusterReader {
    static final ResourceDefinitionContext NIM_CACHES = nim("NIMCache", "nimcaches");
    static final ResourceDefinitionContext NIM_SERVICES = nim("NIMService", "nimservices");

    private final KubernetesClient client;

    ClusterReader(KubernetesClient client) {
        this.client = client;
    }

    ClusterSnapshot read() {
        return new ClusterSnapshot(
                client.nodes().list().getItems(),
                client.pods().inAnyNamespace().list().getItems(),
                client.apps().deployments().inAnyNamespace().list().getItems(),
                client.apps().replicaSets().inAnyNamespace().list().getItems(),
                client.batch().v1().jobs().inAnyNamespace().list().getItems(),
                client.persistentVolumeClaims().inAnyNamespace().list().getItems(),
                client.storage().v1().storageClasses().list().getItems(),
                client.services().inAnyNamespace().list().getItems(),
                client.autoscaling()
                        .v2()
                        .horizontalPodAutoscalers()
                        .inAnyNamespace()
                        .list()
                        .getItems(),
                client.secrets().inAnyNamespace().list().getItems(),
                client.configMaps().inAnyNamespace().list().getItems(),
                list(NIM_CACHES),
                list(NIM_SERVICES));
    }

    /** Calls {@code onChange} with the resource version of every object that changes, until closed. */
    List<SharedIndexInformer<?>> watch(Consumer<String> onChange) {
        return List.of(
                client.nodes().inform(told(onChange)),
                client.pods().inAnyNamespace().inform(told(onChange)),
                client.apps().deployments().inAnyNamespace().inform(told(onChange)),
                client.apps().replicaSets().inAnyNamespace().inform(told(onChange)),
                client.batch().v1().jobs().inAnyNamespace().inform(told(onChange)),
                client.persistentVolumeClaims().inAnyNamespace().inform(told(onChange)),
                client.storage().v1().storageClasses().inform(told(onChange)),
                client.services().inAnyNamespace().inform(told(onChange)),
                client.autoscaling()
                        .v2()
                        .horizontalPodAutoscalers()
                        .inAnyNamespace()
                        .inform(told(onChange)),
                client.secrets().inAnyNamespace().inform(told(onChange)),
                client.configMaps().inAnyNamespace().inform(told(onChange)),
                client.genericKubernetesResources(NIM_CACHES).inAnyNamespace().inform(told(onChange)),
                client.genericKubernetesResources(NIM_SERVICES).inAnyNamespace().inform(told(onChange)));
    }

    private List<GenericKubernetesResource> list(ResourceDefinitionContext kind) {
        return client.genericKubernetesResources(kind).inAnyNamespace().list().getItems();
    }

    private static <T extends HasMetadata> ResourceEventHandler<T> told(Consumer<String> onChange) {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(T object) {
                onChange.accept(object.getMetadata().getResourceVersion());
            }

            @Override
            public void onUpdate(T before, T after) {
                onChange.accept(after.getMetadata().getResourceVersion());
            }

            @Override
            public void onDelete(T object, boolean finalStateUnknown) {
                onChange.accept("");
            }
        };
    }

    private static ResourceDefinitionContext nim(String kind, String plural) {
        return new ResourceDefinitionContext.Builder()
                .withGroup("apps.nvidia.com")
                .withVersion("v1alpha1")
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(true)
                .build();
    }
}
