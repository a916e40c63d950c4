package io.sextant.sandbox.apiserver.kind;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A Kubernetes object as a JSON tree; once stored it is never changed, only copied. */
public record KubeObject(ObjectNode node) {

    /** A copy to change. */
    public KubeObject copy() {
        return new KubeObject(node.deepCopy());
    }

    /** {@code metadata}, made when it is missing. */
    public ObjectNode metadata() {
        return node.withObject("/metadata");
    }

    /** {@code metadata.name}, empty when not set. */
    public String name() {
        return text("metadata", "name");
    }

    /** {@code metadata.namespace}, empty when not set or cluster-wide. */
    public String namespace() {
        return text("metadata", "namespace");
    }

    /** {@code metadata.uid}. */
    public String uid() {
        return text("metadata", "uid");
    }

    /** {@code metadata.resourceVersion} as text, empty when not set. */
    public String resourceVersion() {
        return text("metadata", "resourceVersion");
    }

    /** Whether {@code metadata.deletionTimestamp} is set. */
    public boolean deleting() {
        return !text("metadata", "deletionTimestamp").isEmpty();
    }

    /** {@code metadata.finalizers}. */
    public List<String> finalizers() {
        List<String> finalizers = new ArrayList<>();
        at("metadata", "finalizers").forEach(item -> finalizers.add(item.asString()));
        return finalizers;
    }

    /** Replaces {@code metadata.finalizers}. */
    public void setFinalizers(List<String> finalizers) {
        if (finalizers.isEmpty()) {
            metadata().remove("finalizers");
        } else {
            ArrayNode list = metadata().putArray("finalizers");
            finalizers.forEach(list::add);
        }
    }

    /** {@code metadata.labels}. */
    public Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        at("metadata", "labels")
                .properties()
                .forEach(e -> labels.put(e.getKey(), e.getValue().asString()));
        return labels;
    }

    /** {@code metadata.ownerReferences}. */
    public List<Owner> owners() {
        List<Owner> owners = new ArrayList<>();
        for (JsonNode reference : at("metadata", "ownerReferences")) {
            owners.add(new Owner(
                    reference.path("uid").asString(""),
                    reference.path("blockOwnerDeletion").asBoolean(false)));
        }
        return owners;
    }

    /** Text at a path of field names, empty when absent. */
    public String text(String... path) {
        return at(path).asString("");
    }

    /** Value at a path of field names, a missing node when absent. */
    public JsonNode at(String... path) {
        JsonNode at = node;
        for (String name : path) {
            at = at.path(name);
        }
        return at;
    }

    /** Sets a top-level field, or removes it when null or missing. */
    public void replace(String field, @Nullable JsonNode value) {
        if (value == null || value.isMissingNode()) {
            node.remove(field);
        } else {
            node.set(field, value.deepCopy());
        }
    }

    /** One owner reference. */
    public record Owner(String uid, boolean blocksDeletion) {}
}
