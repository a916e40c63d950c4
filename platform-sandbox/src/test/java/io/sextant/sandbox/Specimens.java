package io.sextant.sandbox;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorTermBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.sextant.contract.nim.NimCache;
import io.sextant.contract.nim.NimCacheSpec;
import io.sextant.contract.nim.NimService;
import io.sextant.contract.nim.NimServiceSpec;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Objects as the platform renders them, for one team's namespace. */
record Specimens(KubernetesClient client, String namespace) {
    static final String H100 = "NVIDIA-H100-80GB-HBM3";
    static final String LLAMA_8B = "nvcr.io/nim/meta/llama-3.1-8b-instruct";
    /** FP8 on one H100. */
    static final String LLAMA_8B_PROFILE = "3a249a966c79ba27719f59ad20054a200541a351345181292b06ac815d631a23";

    static final String TAG = "1.15.5";

    /** The namespace and copies of the deployer's secrets. */
    Specimens prepare() {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
        for (String name : List.of("ngc-api", "ngc-pull")) {
            client.resource(new SecretBuilder(client.secrets()
                                    .inNamespace("sextant-system")
                                    .withName(name)
                                    .require())
                            .withNewMetadata()
                            .withName(name)
                            .withNamespace(namespace)
                            .endMetadata()
                            .build())
                    .create();
        }
        return this;
    }

    NimCache cache(String name, String repository, List<String> profiles) {
        NimCache cache = new NimCache();
        cache.setMetadata(
                new ObjectMetaBuilder().withName(name).withNamespace(namespace).build());
        cache.setSpec(new NimCacheSpec(
                new NimCacheSpec.Source(new NimCacheSpec.Ngc(
                        repository + ":" + TAG,
                        "ngc-api",
                        "ngc-pull",
                        profiles.isEmpty() ? null : new NimCacheSpec.Model(profiles))),
                new NimCacheSpec.Storage(new NimCacheSpec.Pvc(true, null, "shared-nfs", "100Gi", "ReadWriteMany")),
                null,
                List.of(gpuNodes()),
                1000L,
                2000L));
        return client.resource(cache).create();
    }

    NimService service(
            String name, String cache, int gpus, @Nullable Integer replicas, NimServiceSpec.@Nullable Scale scale) {
        NimService service = new NimService();
        service.setMetadata(
                new ObjectMetaBuilder().withName(name).withNamespace(namespace).build());
        service.setSpec(new NimServiceSpec(
                new NimServiceSpec.Image(LLAMA_8B, TAG, "IfNotPresent", List.of("ngc-pull")),
                "ngc-api",
                List.of(),
                new NimServiceSpec.Storage(new NimServiceSpec.CacheRef(cache, LLAMA_8B_PROFILE), null),
                Map.of("sextant.io/deployment", "7c9e6679-7425-40de-944b-e07fc1f90ae7"),
                null,
                on(H100),
                List.of(gpuNodes()),
                new ResourceRequirementsBuilder()
                        .addToLimits("nvidia.com/gpu", new Quantity(Integer.toString(gpus)))
                        .addToRequests("nvidia.com/gpu", new Quantity(Integer.toString(gpus)))
                        .build(),
                replicas,
                scale,
                new NimServiceSpec.Expose(new NimServiceSpec.ServicePort("ClusterIP", 8000)),
                null,
                null,
                null,
                null,
                1000L,
                2000L,
                null));
        return client.resource(service).create();
    }

    private static Toleration gpuNodes() {
        return new TolerationBuilder()
                .withKey("nvidia.com/gpu")
                .withOperator("Exists")
                .withEffect("NoSchedule")
                .build();
    }

    private static Affinity on(String product) {
        return new AffinityBuilder()
                .withNewNodeAffinity()
                .withNewRequiredDuringSchedulingIgnoredDuringExecution()
                .withNodeSelectorTerms(new NodeSelectorTermBuilder()
                        .withMatchExpressions(
                                new NodeSelectorRequirement("nvidia.com/gpu.product", "In", List.of(product)))
                        .build())
                .endRequiredDuringSchedulingIgnoredDuringExecution()
                .endNodeAffinity()
                .build();
    }
}
