package io.sextant.sandbox.nimoperator;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerSpec;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the operator reads from a NIMService. */
record ServiceSpec(GenericKubernetesResource resource) {
    private static final KubernetesSerialization JSON = new KubernetesSerialization();

    String name() {
        return resource.getMetadata().getName();
    }

    String namespace() {
        return resource.getMetadata().getNamespace();
    }

    String image() {
        return Fields.text(resource, "spec", "image", "repository") + ":"
                + Fields.text(resource, "spec", "image", "tag");
    }

    List<String> pullSecrets() {
        return Fields.list(resource, "spec", "image", "pullSecrets").stream()
                .map(Object::toString)
                .toList();
    }

    String authSecret() {
        return Fields.text(resource, "spec", "authSecret");
    }

    String cacheName() {
        return Fields.text(resource, "spec", "storage", "nimCache", "name");
    }

    String cacheProfile() {
        return Fields.text(resource, "spec", "storage", "nimCache", "profile");
    }

    String claimName() {
        return Fields.text(resource, "spec", "storage", "pvc", "name");
    }

    boolean keepsNothing() {
        return resource.get("spec", "storage", "emptyDir") != null
                || !Fields.text(resource, "spec", "storage", "hostPath").isEmpty();
    }

    List<EnvVar> env() {
        return Fields.list(resource, "spec", "env").stream()
                .map(variable -> JSON.convertValue(variable, EnvVar.class))
                .toList();
    }

    Map<String, String> labels() {
        return texts("labels");
    }

    Map<String, String> annotations() {
        return texts("annotations");
    }

    Map<String, String> nodeSelector() {
        return texts("nodeSelector");
    }

    List<Toleration> tolerations() {
        return Fields.list(resource, "spec", "tolerations").stream()
                .map(toleration -> JSON.convertValue(toleration, Toleration.class))
                .peek(toleration -> toleration.setTolerationSeconds(null))
                .toList();
    }

    @Nullable
    Affinity affinity() {
        Map<String, Object> affinity = Fields.map(resource, "spec", "affinity");
        return affinity.isEmpty() ? null : JSON.convertValue(affinity, Affinity.class);
    }

    ResourceRequirements resources() {
        return JSON.convertValue(Fields.map(resource, "spec", "resources"), ResourceRequirements.class);
    }

    boolean scales() {
        return Fields.isTrue(resource, "spec", "scale", "enabled");
    }

    HorizontalPodAutoscalerSpec autoscaler() {
        return JSON.convertValue(Fields.map(resource, "spec", "scale", "hpa"), HorizontalPodAutoscalerSpec.class);
    }

    boolean wantsServiceMonitor() {
        return "true".equals(Fields.text(resource, "spec", "metrics", "enabled"));
    }

    /** Absent when the spec leaves it to a scaler. */
    OptionalInt replicas() {
        String text = Fields.text(resource, "spec", "replicas");
        return text.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
    }

    /** The operator follows it without a check, and fails without a trace where it is missing. */
    Optional<Integer> port() {
        String text = Fields.text(resource, "spec", "expose", "service", "port");
        return text.isEmpty() ? Optional.empty() : Optional.of(Integer.valueOf(text));
    }

    String serviceType() {
        String type = Fields.text(resource, "spec", "expose", "service", "type");
        return type.isEmpty() ? "ClusterIP" : type;
    }

    String schedulerName() {
        String name = Fields.text(resource, "spec", "schedulerName");
        return name.isEmpty() ? "default-scheduler" : name;
    }

    /** Tells specs apart, as the annotation {@code nvidia.com/parent-spec-hash} does. */
    String hash() {
        return Integer.toHexString(Objects.hashCode(Fields.map(resource, "spec").toString()));
    }

    private Map<String, String> texts(String field) {
        return Fields.map(resource, "spec", field).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().toString()));
    }
}
