package io.sextant.api.deployment.manifest;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.sextant.contract.desired.Manifest;
import java.util.Map;

/** Kubernetes objects as YAML text whose keys always come in the same order. */
final class ManifestYaml {
    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

    private ManifestYaml() {}

    static Manifest of(HasMetadata object) {
        return new Manifest(
                object.getApiVersion(), object.getKind(), object.getMetadata().getName(), SERIALIZATION.asYaml(object));
    }

    static Map<?, ?> tree(Manifest manifest) {
        return SERIALIZATION.unmarshal(manifest.yaml(), Map.class);
    }
}
