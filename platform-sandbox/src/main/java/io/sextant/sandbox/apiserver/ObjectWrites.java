package io.sextant.sandbox.apiserver;

import io.sextant.sandbox.apiserver.admission.Conformance;
import io.sextant.sandbox.apiserver.http.ApiRequest;
import io.sextant.sandbox.apiserver.kind.ApiProblem;
import io.sextant.sandbox.apiserver.kind.ApiProblem.Cause;
import io.sextant.sandbox.apiserver.kind.Documents;
import io.sextant.sandbox.apiserver.kind.KubeObject;
import io.sextant.sandbox.apiserver.kind.ResourceType;
import io.sextant.sandbox.apiserver.kind.ResourceType.Trait;
import io.sextant.sandbox.apiserver.merge.ManagedFields;
import io.sextant.sandbox.apiserver.merge.ManagedFields.Manager;
import io.sextant.sandbox.apiserver.merge.ManagedFields.Operation;
import io.sextant.sandbox.apiserver.merge.Patches;
import io.sextant.sandbox.apiserver.store.ObjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.node.ObjectNode;

/** Create, update and patch. */
final class ObjectWrites {
    private static final String SUFFIX_ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
    private static final String PATCH_TYPES =
            "application/json-patch+json, application/merge-patch+json, application/strategic-merge-patch+json,"
                    + " application/apply-patch+yaml";

    private final ObjectStore store;
    private final Commits commits;
    private final ServerSideApply apply;

    ObjectWrites(ObjectStore store, Commits commits) {
        this.store = store;
        this.commits = commits;
        this.apply = new ServerSideApply(store, commits);
    }

    /** What a write did. */
    record Outcome(KubeObject object, boolean created, List<String> warnings) {}

    Outcome create(Target target, ApiRequest request) {
        WriteOptions options = WriteOptions.of(request);
        ResourceType type = target.type();
        RequestBody body = RequestBody.of(target, request, options);
        KubeObject object = body.object();
        name(type, object);
        body.place(target);
        if (!object.resourceVersion().isEmpty()) {
            throw ApiProblem.badRequest("resourceVersion should not be set on objects to be created");
        }
        object.metadata().remove("managedFields");
        Manager manager = new Manager(options.managerOr(request.userAgent()), Operation.UPDATE, "");
        KubeObject stored = store.atomically(() -> commits.create(
                type,
                object,
                options.dryRun(),
                made -> new ManagedFields(type).recordUpdate(null, made, manager, commits.now())));
        return new Outcome(stored, true, body.warnings());
    }

    private static void name(ResourceType type, KubeObject object) {
        String prefix = object.text("metadata", "generateName");
        if (object.name().isEmpty() && !prefix.isEmpty()) {
            StringBuilder name = new StringBuilder(prefix);
            for (int i = 0; i < 5; i++) {
                name.append(SUFFIX_ALPHABET.charAt(ThreadLocalRandom.current().nextInt(SUFFIX_ALPHABET.length())));
            }
            object.metadata().put("name", name.toString());
        }
        if (object.name().isEmpty()) {
            throw ApiProblem.invalid(
                    type, "", List.of(Cause.required("metadata.name", "name or generateName is required")));
        }
    }

    Outcome update(Target target, ApiRequest request) {
        WriteOptions options = WriteOptions.of(request);
        RequestBody body = RequestBody.of(target, request, options);
        return store.atomically(() -> {
            KubeObject before = existing(target);
            if (body.object().resourceVersion().isEmpty() && target.type().custom()) {
                throw ApiProblem.invalid(
                        target.type(),
                        target.name(),
                        List.of(Cause.invalid("metadata.resourceVersion", "0x0", "must be specified for an update")));
            }
            return replace(target, request, options, before, body.object(), body.warnings());
        });
    }

    Outcome patch(Target target, ApiRequest request) {
        WriteOptions options = WriteOptions.of(request);
        String format = request.contentType();
        if (format.equals("application/apply-patch+yaml")) {
            return apply.apply(target, request, options);
        }
        if (!format.equals("application/json-patch+json")
                && !format.equals("application/merge-patch+json")
                && !format.equals("application/strategic-merge-patch+json")) {
            throw ApiProblem.unsupportedMediaType(PATCH_TYPES);
        }
        Documents.Parsed patch = Documents.json(request.body());
        return store.atomically(() -> {
            KubeObject before = existing(target);
            ObjectNode patched = switch (format) {
                case "application/json-patch+json" -> Patches.json(before.node(), patch.node());
                case "application/merge-patch+json" -> Patches.merge(before.node(), patch.node());
                default -> Patches.strategic(target.type(), before.node(), patch.node());
            };
            KubeObject after = new KubeObject(patched);
            List<String> doubts = new ArrayList<>(patch.doubts());
            doubts.addAll(Conformance.enforce(target.type(), after));
            List<String> warnings = options.judge("", doubts);
            return replace(target, request, options, before, after, warnings);
        });
    }

    private Outcome replace(
            Target target,
            ApiRequest request,
            WriteOptions options,
            KubeObject before,
            KubeObject body,
            List<String> warnings) {
        RequestBody.checkIdentity(target, body);
        checkPreconditions(target.type(), before, body);
        KubeObject after = select(target, before, body);
        Manager manager = new Manager(options.managerOr(request.userAgent()), Operation.UPDATE, target.subresource());
        boolean reset = body.at("metadata", "managedFields").isArray()
                && body.at("metadata", "managedFields").isEmpty();
        ManagedFields fields = new ManagedFields(target.type());
        KubeObject stored = commits.update(target.type(), before, after, options.dryRun(), made -> {
            if (reset) {
                made.metadata().remove("managedFields");
            } else {
                fields.recordUpdate(before, made, manager, commits.now());
            }
        });
        return new Outcome(stored, false, warnings);
    }

    /** The part of the body that this path may write, on top of the rest of the old version. */
    private static KubeObject select(Target target, KubeObject before, KubeObject body) {
        KubeObject after;
        switch (target.subresource()) {
            case "status" -> {
                after = before.copy();
                after.replace("status", body.node().get("status"));
            }
            case "finalize" -> {
                after = before.copy();
                after.replace("spec", body.node().get("spec"));
            }
            default -> {
                after = body.copy();
                if (target.type().is(Trait.STATUS)) {
                    after.replace("status", before.node().get("status"));
                }
            }
        }
        after.metadata().put("name", target.name());
        if (target.type().namespaced()) {
            after.metadata().put("namespace", target.namespace());
        }
        after.node()
                .put("apiVersion", target.type().apiVersion())
                .put("kind", target.type().kind());
        return after;
    }

    private KubeObject existing(Target target) {
        KubeObject before = store.get(target.type(), target.key());
        if (before == null) {
            throw ApiProblem.notFound(target.type(), target.name());
        }
        return before;
    }

    private static void checkPreconditions(ResourceType type, KubeObject before, KubeObject body) {
        String version = body.resourceVersion();
        if (!version.isEmpty() && !version.equals(before.resourceVersion())) {
            throw ApiProblem.modified(type, before.name());
        }
        if (!body.uid().isEmpty() && !body.uid().equals(before.uid())) {
            throw ApiProblem.conflict(
                    type,
                    before.name(),
                    "Precondition failed: UID in precondition: %s, UID in object meta: %s"
                            .formatted(body.uid(), before.uid()));
        }
    }

    /** Applies a change the server itself derives, such as a new scale, as the requesting manager. */
    Outcome change(Target target, ApiRequest request, KubeObject before, KubeObject after, String subresource) {
        WriteOptions options = WriteOptions.of(request);
        Manager manager = new Manager(options.managerOr(request.userAgent()), Operation.UPDATE, subresource);
        ManagedFields fields = new ManagedFields(target.type());
        KubeObject stored = commits.update(
                target.type(),
                before,
                after,
                options.dryRun(),
                made -> fields.recordUpdate(before, made, manager, commits.now()));
        return new Outcome(stored, false, List.of());
    }
}
