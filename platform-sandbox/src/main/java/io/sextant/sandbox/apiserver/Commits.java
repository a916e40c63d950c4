package io.sextant.sandbox.apiserver;

import io.sextant.sandbox.apiserver.admission.Defaults;
import io.sextant.sandbox.apiserver.admission.NimWebhooks;
import io.sextant.sandbox.apiserver.admission.QuotaAdmission;
import io.sextant.sandbox.apiserver.admission.Validation;
import io.sextant.sandbox.apiserver.kind.ApiProblem;
import io.sextant.sandbox.apiserver.kind.KubeObject;
import io.sextant.sandbox.apiserver.kind.ResourceType;
import io.sextant.sandbox.apiserver.kind.ResourceType.Trait;
import io.sextant.sandbox.apiserver.kind.ResourceTypes;
import io.sextant.sandbox.apiserver.store.ObjectKey;
import io.sextant.sandbox.apiserver.store.ObjectStore;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The last steps of every write: system metadata, defaults, admission, and the store. */
final class Commits {
    private static final List<String> SYSTEM_METADATA = List.of(
            "uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "generation", "selfLink");

    private final ObjectStore store;
    private final ResourceType namespaces;
    private final QuotaAdmission quota;
    private final NimWebhooks webhooks;
    private final Clock clock;

    Commits(ObjectStore store, ResourceTypes types, Clock clock) {
        this.store = store;
        this.namespaces = types.require("namespaces");
        this.quota = new QuotaAdmission(store, types);
        this.webhooks = new NimWebhooks(store, types);
        this.clock = clock;
    }

    String now() {
        return inSeconds(0);
    }

    String inSeconds(long delay) {
        return Instant.now(clock)
                .plusSeconds(delay)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    /**
     * Stores a new object.
     *
     * @param ownership records who made it, once its content is final
     */
    KubeObject create(ResourceType type, KubeObject object, boolean dryRun, Consumer<KubeObject> ownership) {
        requireNamespace(type, object);
        if (store.get(type, ObjectKey.of(object)) != null) {
            throw ApiProblem.alreadyExists(type, object.name());
        }
        ObjectNode metadata = object.metadata();
        metadata.remove(SYSTEM_METADATA);
        metadata.remove("resourceVersion");
        if (type.is(Trait.STATUS)) {
            object.node().remove("status");
        }
        metadata.put("uid", UUID.randomUUID().toString()).put("creationTimestamp", now());
        if (type.is(Trait.GENERATION)) {
            metadata.put("generation", 1);
        }
        Defaults.fill(type, object);
        Validation.create(type, object);
        webhooks.review(type, null, object);
        quota.admit(type, object);
        ownership.accept(object);
        return dryRun ? object : stored(type, object);
    }

    private void requireNamespace(ResourceType type, KubeObject object) {
        if (!type.namespaced()) {
            return;
        }
        KubeObject namespace = store.get(namespaces, new ObjectKey("", object.namespace()));
        if (namespace == null) {
            throw ApiProblem.notFound(namespaces, object.namespace());
        }
        if (namespace.deleting()) {
            throw ApiProblem.forbidden(
                    type,
                    object.name(),
                    "unable to create new content in namespace %s because it is being terminated"
                            .formatted(object.namespace()));
        }
    }

    /** Stores a new version, unless nothing changed; removes the object when that was all it waited for. */
    KubeObject update(
            ResourceType type, KubeObject before, KubeObject after, boolean dryRun, Consumer<KubeObject> ownership) {
        keepSystemMetadata(before, after);
        Defaults.fill(type, after);
        Validation.update(type, before, after);
        webhooks.review(type, before, after);
        if (type.is(Trait.GENERATION) && specificationChanged(before, after)) {
            after.metadata()
                    .put("generation", before.at("metadata", "generation").asLong(0) + 1);
        }
        ownership.accept(after);
        if (dryRun || after.node().equals(before.node())) {
            return after;
        }
        return after.deleting() && isUnheld(after) ? removed(type, after) : stored(type, after);
    }

    private static void keepSystemMetadata(KubeObject before, KubeObject after) {
        ObjectNode metadata = after.metadata();
        ObjectNode old = before.metadata();
        for (String field : SYSTEM_METADATA) {
            JsonNode value = old.get(field);
            if (value == null) {
                metadata.remove(field);
            } else {
                metadata.set(field, value);
            }
        }
        metadata.put("resourceVersion", before.resourceVersion());
    }

    private static boolean specificationChanged(KubeObject before, KubeObject after) {
        return !specification(before).equals(specification(after));
    }

    private static ObjectNode specification(KubeObject object) {
        ObjectNode rest = object.copy().node();
        rest.remove(List.of("metadata", "status", "apiVersion", "kind"));
        return rest;
    }

    /** Whether nothing holds a deleted object any more. */
    static boolean isUnheld(KubeObject object) {
        boolean holdsContent = object.text("kind").equals("Namespace")
                && !object.at("spec", "finalizers").isEmpty();
        boolean hasGrace = object.at("metadata", "deletionGracePeriodSeconds").asLong(0) > 0;
        return object.finalizers().isEmpty() && !holdsContent && !hasGrace;
    }

    /** Stores a version without any check; for what the server itself decides. */
    KubeObject stored(ResourceType type, KubeObject object) {
        KubeObject stored = store.put(type, object);
        refreshQuota(type, object);
        return stored;
    }

    /** Takes an object out of the store, with its last content. */
    KubeObject removed(ResourceType type, KubeObject last) {
        KubeObject gone = store.remove(type, ObjectKey.of(last));
        refreshQuota(type, last);
        return gone;
    }

    private void refreshQuota(ResourceType type, KubeObject object) {
        if (type.namespaced() && !type.kind().equals("Event")) {
            quota.refresh(type, object.namespace());
        }
    }
}
