package io.sextant.sandbox.apiserver;

import io.sextant.sandbox.apiserver.http.ApiRequest;
import io.sextant.sandbox.apiserver.kind.ApiProblem;
import io.sextant.sandbox.apiserver.kind.Documents;
import io.sextant.sandbox.apiserver.kind.KubeObject;
import io.sextant.sandbox.apiserver.kind.ResourceType;
import io.sextant.sandbox.apiserver.kind.ResourceType.Trait;
import io.sextant.sandbox.apiserver.store.ObjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Deletes objects: at once, or as soon as their finalizers allow.
 *
 * <p>A pod on a node is given its grace period; its kubelet reports the end by deleting it once more, with none.
 */
final class Deletions {
    static final String FOREGROUND = "foregroundDeletion";
    static final String ORPHAN = "orphan";

    private final ObjectStore store;
    private final Commits commits;

    Deletions(ObjectStore store, Commits commits) {
        this.store = store;
        this.commits = commits;
    }

    /** What becomes of the dependents. */
    enum Propagation {
        BACKGROUND,
        FOREGROUND,
        ORPHAN
    }

    /** Query parameters and body of a deletion. */
    record Options(
            Propagation propagation,
            boolean dryRun,
            @Nullable Long graceSeconds,
            String uid,
            String resourceVersion) {
        /** What the server itself asks for. */
        static Options quiet(Propagation propagation) {
            return new Options(propagation, false, null, "", "");
        }

        static Options of(ApiRequest request) {
            JsonNode body = request.body().isEmpty()
                    ? Documents.object()
                    : Documents.yaml(request.body()).node();
            if (body.has("kind") && !body.path("kind").asString("").equals("DeleteOptions")) {
                throw ApiProblem.badRequest("DeleteOptions expected, but the body is a "
                        + body.path("kind").asString(""));
            }
            String policy = first(
                    request.query("propagationPolicy"),
                    body.path("propagationPolicy").asString(""));
            boolean orphans = request.query("orphanDependents").equals("true")
                    || body.path("orphanDependents").asBoolean(false);
            Propagation propagation = switch (policy) {
                case "" -> orphans ? Propagation.ORPHAN : Propagation.BACKGROUND;
                case "Background" -> Propagation.BACKGROUND;
                case "Foreground" -> Propagation.FOREGROUND;
                case "Orphan" -> Propagation.ORPHAN;
                default ->
                    throw ApiProblem.badRequest(
                            "propagationPolicy: Unsupported value: \"%s\": supported values: \"Foreground\","
                                            .formatted(policy)
                                    + " \"Background\", \"Orphan\"");
            };
            JsonNode preconditions = body.path("preconditions");
            return new Options(
                    propagation,
                    !request.query("dryRun").isEmpty() || !body.path("dryRun").isEmpty(),
                    grace(first(
                            request.query("gracePeriodSeconds"),
                            body.path("gracePeriodSeconds").asString(""))),
                    preconditions.path("uid").asString(""),
                    preconditions.path("resourceVersion").asString(""));
        }

        private static @Nullable Long grace(String text) {
            try {
                return text.isEmpty() ? null : (Long) Math.max(0, Long.parseLong(text));
            } catch (NumberFormatException e) {
                throw ApiProblem.badRequest(
                        "gracePeriodSeconds: Invalid value: \"%s\": must be a number".formatted(text));
            }
        }

        private static String first(String query, String body) {
            return query.isEmpty() ? body : query;
        }
    }

    /** Deletes one object and answers with what is left of it, or with a success {@code Status}. */
    ObjectNode delete(Target target, Options options) {
        return store.atomically(() -> {
            KubeObject object = store.get(target.type(), target.key());
            if (object == null) {
                throw ApiProblem.notFound(target.type(), target.name());
            }
            checkPreconditions(target.type(), object, options);
            boolean gone = delete(target.type(), object, options);
            KubeObject left = gone ? null : store.get(target.type(), target.key());
            return left == null ? success(target.type(), object) : left.node();
        });
    }

    /** Deletes several objects of a kind. */
    void delete(ResourceType type, List<KubeObject> objects, Options options) {
        store.atomically(() -> {
            for (KubeObject object : objects) {
                delete(type, object, options);
            }
            return objects;
        });
    }

    /** Whether the object is gone already. */
    boolean delete(ResourceType type, KubeObject object, Options options) {
        KubeObject dying = object.copy();
        List<String> finalizers = new ArrayList<>(object.finalizers());
        finalizers.removeAll(List.of(FOREGROUND, ORPHAN));
        switch (options.propagation()) {
            case BACKGROUND -> {
                // A later, quicker request does not undo an earlier wish to wait for the dependents.
                if (object.deleting()) {
                    finalizers = new ArrayList<>(object.finalizers());
                }
            }
            case FOREGROUND -> finalizers.add(FOREGROUND);
            case ORPHAN -> finalizers.add(ORPHAN);
        }
        dying.setFinalizers(finalizers);
        mark(type, dying, grace(type, object, options));
        boolean gone = Commits.isUnheld(dying);
        if (options.dryRun()) {
            return gone;
        }
        if (gone) {
            commits.removed(type, object);
            return true;
        }
        if (!dying.node().equals(object.node())) {
            commits.stored(type, dying);
        }
        return false;
    }

    private static long grace(ResourceType type, KubeObject object, Options options) {
        boolean runs = type.kind().equals("Pod")
                && !object.text("spec", "nodeName").isEmpty()
                && !Set.of("Succeeded", "Failed").contains(object.text("status", "phase"));
        if (!runs) {
            return 0;
        }
        return options.graceSeconds() != null
                ? options.graceSeconds()
                : object.at("spec", "terminationGracePeriodSeconds").asLong(0);
    }

    private void mark(ResourceType type, KubeObject dying, long graceSeconds) {
        ObjectNode metadata = dying.metadata();
        boolean first = !dying.deleting();
        if (first || graceSeconds < metadata.path("deletionGracePeriodSeconds").asLong(0)) {
            metadata.put("deletionTimestamp", commits.inSeconds(graceSeconds))
                    .put("deletionGracePeriodSeconds", graceSeconds);
        }
        if (first && type.is(Trait.GENERATION)) {
            metadata.put("generation", metadata.path("generation").asLong(0) + 1);
        }
        if (type.kind().equals("Namespace")) {
            dying.node().withObject("/status").put("phase", "Terminating");
        }
    }

    private static void checkPreconditions(ResourceType type, KubeObject object, Options options) {
        if (!options.uid().isEmpty() && !options.uid().equals(object.uid())) {
            throw ApiProblem.conflict(
                    type,
                    object.name(),
                    "Precondition failed: UID in precondition: %s, UID in object meta: %s"
                            .formatted(options.uid(), object.uid()));
        }
        if (!options.resourceVersion().isEmpty() && !options.resourceVersion().equals(object.resourceVersion())) {
            throw ApiProblem.conflict(
                    type,
                    object.name(),
                    "Precondition failed: ResourceVersion in precondition: %s, ResourceVersion in object meta: %s"
                            .formatted(options.resourceVersion(), object.resourceVersion()));
        }
    }

    private static ObjectNode success(ResourceType type, KubeObject object) {
        ObjectNode status = Documents.object();
        status.put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        status.put("status", "Success");
        ObjectNode details = status.putObject("details");
        details.put("name", object.name());
        if (!type.group().isEmpty()) {
            details.put("group", type.group());
        }
        details.put("kind", type.plural()).put("uid", object.uid());
        return status;
    }
}
