package io.sextant.api.deployment.manifest;

import io.fabric8.kubernetes.api.model.LimitRangeBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.sextant.contract.SextantLabels;
import io.sextant.contract.desired.Manifest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A team's namespace and the fences in it, the Namespace first. */
public final class NamespaceManifests {
    private static final String FENCE = "sextant-fence";
    private static final String POD_SECURITY = "pod-security.kubernetes.io/";

    private NamespaceManifests() {}

    /** All manifests of the namespace, in the order in which they are applied. */
    public static List<Manifest> of(NamespaceBlueprint blueprint) {
        return List.of(
                ManifestYaml.of(namespace(blueprint)),
                ManifestYaml.of(new ResourceQuotaBuilder()
                        .withMetadata(fence(blueprint))
                        .withNewSpec()
                        .withHard(hardLimits(blueprint))
                        .endSpec()
                        .build()),
                // Only requests: a default memory limit would end engines that need more.
                ManifestYaml.of(new LimitRangeBuilder()
                        .withMetadata(fence(blueprint))
                        .withNewSpec()
                        .addNewLimit()
                        .withType("Container")
                        .withDefaultRequest(
                                new TreeMap<>(Map.of("cpu", new Quantity("1"), "memory", new Quantity("4Gi"))))
                        .endLimit()
                        .endSpec()
                        .build()),
                ManifestYaml.of(TenantNetworkPolicy.of(blueprint, fence(blueprint))));
    }

    // NIM containers run as a user, but without the seccomp profile that "restricted" asks for.
    private static Namespace namespace(NamespaceBlueprint blueprint) {
        Map<String, String> labels = labels(blueprint);
        labels.put(POD_SECURITY + "enforce", "baseline");
        labels.put(POD_SECURITY + "audit", "restricted");
        labels.put(POD_SECURITY + "warn", "restricted");
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName(blueprint.namespace())
                .withLabels(labels)
                .endMetadata()
                .build();
    }

    /** The second fence behind the platform's quota: it counts GPUs of all products together. */
    private static Map<String, Quantity> hardLimits(NamespaceBlueprint blueprint) {
        Map<String, Quantity> hard = new TreeMap<>();
        hard.put("requests.nvidia.com/gpu", new Quantity(Integer.toString(blueprint.gpuLimit())));
        hard.put("services.loadbalancers", new Quantity("0"));
        hard.put("services.nodeports", new Quantity("0"));
        return hard;
    }

    private static ObjectMeta fence(NamespaceBlueprint blueprint) {
        return new ObjectMetaBuilder()
                .withName(FENCE)
                .withNamespace(blueprint.namespace())
                .withLabels(labels(blueprint))
                .build();
    }

    private static Map<String, String> labels(NamespaceBlueprint blueprint) {
        Map<String, String> labels = new TreeMap<>();
        labels.put(SextantLabels.MANAGED_BY, SextantLabels.MANAGER);
        labels.put(SextantLabels.TEAM, blueprint.team());
        return labels;
    }
}
