package io.sextant.sandbox.nimoperator;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the operator reads from a NIMCache. */
record CacheSpec(GenericKubernetesResource resource) {
    private static final Map<String, String> GPU_NODES = Map.of("feature.node.kubernetes.io/pci-10de.present", "true");
    private static final KubernetesSerialization JSON = new KubernetesSerialization();

    String name() {
        return resource.getMetadata().getName();
    }

    String namespace() {
        return resource.getMetadata().getNamespace();
    }

    String claimName() {
        String named = Fields.text(resource, "spec", "storage", "pvc", "name");
        return named.isEmpty() ? name() + "-pvc" : named;
    }

    boolean createsClaim() {
        return Fields.isTrue(resource, "spec", "storage", "pvc", "create");
    }

    String claim(String field) {
        return Fields.text(resource, "spec", "storage", "pvc", field);
    }

    String puller() {
        return Fields.text(resource, "spec", "source", "ngc", "modelPuller");
    }

    String authSecret() {
        return Fields.text(resource, "spec", "source", "ngc", "authSecret");
    }

    String pullSecret() {
        return Fields.text(resource, "spec", "source", "ngc", "pullSecret");
    }

    List<String> profiles() {
        return Fields.list(resource, "spec", "source", "ngc", "model", "profiles").stream()
                .map(Object::toString)
                .toList();
    }

    boolean wantsAllProfiles() {
        return profiles().contains("all");
    }

    /** Whether a profile is one that the selectors of the spec ask for. */
    boolean selects(NimProfile profile) {
        return agrees("precision", profile.precision().label())
                && agrees("engine", profile.engine())
                && agrees("tensorParallelism", Integer.toString(profile.tensorParallel()))
                && agrees("qosProfile", profile.qos())
                && !Fields.isTrue(resource, "spec", "source", "ngc", "model", "lora");
    }

    /** Labels of GPU products the spec restricts itself to; empty for those the cluster has. */
    List<String> gpuProducts() {
        return Fields.list(resource, "spec", "source", "ngc", "model", "gpus").stream()
                .flatMap(gpu -> gpu instanceof Map<?, ?> entry && entry.get("product") != null
                        ? Stream.of(entry.get("product").toString())
                        : Stream.empty())
                .toList();
    }

    List<Toleration> tolerations() {
        return Fields.list(resource, "spec", "tolerations").stream()
                .map(toleration -> JSON.convertValue(toleration, Toleration.class))
                .toList();
    }

    Map<String, String> nodeSelector() {
        Map<String, Object> selector = Fields.map(resource, "spec", "nodeSelector");
        return selector.isEmpty()
                ? GPU_NODES
                : selector.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().toString()));
    }

    private boolean agrees(String selector, String value) {
        String asked = Fields.text(resource, "spec", "source", "ngc", "model", selector);
        return asked.isEmpty() || asked.equals(value);
    }
}
