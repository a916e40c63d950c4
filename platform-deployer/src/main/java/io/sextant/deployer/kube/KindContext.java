package io.sextant.deployer.kube;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.sextant.deployer.cluster.AppliedKind;
import io.sextant.deployer.cluster.ObjectRef;

/** The client's operations on the kinds the deployer applies. */
final class KindContext {
    private KindContext() {}

    static MixedOperation<GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            operations(KubernetesClient client, AppliedKind kind) {
        ResourceDefinitionContext.Builder context = new ResourceDefinitionContext.Builder()
                .withVersion(kind.version())
                .withKind(kind.kind())
                .withPlural(kind.plural())
                .withNamespaced(kind.namespaced());
        return client.genericKubernetesResources(
                kind.group().isEmpty()
                        ? context.build()
                        : context.withGroup(kind.group()).build());
    }

    static Resource<GenericKubernetesResource> resource(KubernetesClient client, AppliedKind kind, ObjectRef ref) {
        return kind.namespaced()
                ? operations(client, kind).inNamespace(ref.namespace()).withName(ref.name())
                : operations(client, kind).withName(ref.name());
    }
}
