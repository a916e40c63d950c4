package io.sextant.deployer.kube;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Secret;
import io.sextant.deployer.cluster.AppliedKind;
import io.sextant.deployer.cluster.LiveObject;
import io.sextant.deployer.cluster.ObjectRef;
import io.sextant.deployer.cluster.ObjectTree;
import io.sextant.deployer.cluster.SecretView;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** From the client's objects of the applied kinds, and secrets, to the deployer's own values. */
final class ObjectTranslation {
    private ObjectTranslation() {}

    static LiveObject live(AppliedKind kind, GenericKubernetesResource resource) {
        ObjectMeta meta = resource.getMetadata();
        Map<String, Object> fields = new LinkedHashMap<>(resource.getAdditionalProperties());
        fields.put("apiVersion", kind.apiVersion());
        fields.put("kind", kind.kind());
        fields.put("metadata", metadata(kind, meta));
        Instant createdAt = Timestamp.of(meta.getCreationTimestamp(), Instant.EPOCH);
        return new LiveObject(
                ObjectRef.of(kind, Objects.requireNonNullElse(meta.getNamespace(), ""), meta.getName()),
                Objects.requireNonNullElse(meta.getUid(), ""),
                createdAt,
                FieldOwnership.appliedAt(meta),
                meta.getDeletionTimestamp() != null,
                ObjectTree.of(fields),
                FieldOwnership.foreign(meta));
    }

    private static Map<String, Object> metadata(AppliedKind kind, ObjectMeta meta) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", meta.getName());
        if (kind.namespaced()) {
            fields.put("namespace", meta.getNamespace());
        }
        fields.put("labels", Objects.requireNonNullElse(meta.getLabels(), Map.of()));
        fields.put("annotations", Objects.requireNonNullElse(meta.getAnnotations(), Map.of()));
        fields.put("finalizers", Objects.requireNonNullElse(meta.getFinalizers(), List.of()));
        if (meta.getDeletionTimestamp() != null) {
            fields.put("deletionTimestamp", meta.getDeletionTimestamp());
        }
        return fields;
    }

    static SecretView secret(Secret secret) {
        Map<String, String> digests = new LinkedHashMap<>();
        Objects.requireNonNullElse(secret.getData(), Map.<String, String>of())
                .forEach((key, value) -> digests.put(key, digest(value)));
        return new SecretView(
                secret.getMetadata().getNamespace(),
                secret.getMetadata().getName(),
                Objects.requireNonNullElse(secret.getType(), "Opaque"),
                digests);
    }

    private static String digest(String value) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
