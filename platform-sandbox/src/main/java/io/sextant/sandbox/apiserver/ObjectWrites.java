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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Create, update, patch and server-side apply. */
final class ObjectWrites {
    private static final String SUFFIX_ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
    private static final String PATCH_TYPES =
            "application/json-patch+json, application/merge-patch+json, application/strategic-merge-patch+json,"
                    + " application/apply-patch+yaml";

    private final ObjectStore store;
    private final Commits commits;

    ObjectWrites(ObjectStore store, Commits commits) {
        this.store = store;
        this.commits = commits;
    }

    /** What a write did. */
    record Outcome(KubeObject object, boolean created, List<String> warnings) {}

    Outcome create(Target target, ApiRequest request) {
        WriteOptions options = WriteOptions.of(request);
        ResourceType type = target.type();
        Body body = body(target, request, options);
        KubeObject object = body.object();
        name(type, object);
        place(target, object);
        if (!object.resourceVersion().isEmpty()) {
            throw ApiProblem.badRequest("resourceVersion should not be set on objects to be created");
        }
        object.metadata().remove("managedFields");
        Manager manager = new Manager(manager(options, request), Operation.UPDATE, "");
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

    private static void place(Target target, KubeObject object) {
        if (!target.type().namespaced()) {
            object.metadata().remove("namespace");
            return;
        }
        if (!object.namespace().isEmpty() && !object.namespace().equals(target.namespace())) {
            throw ApiProblem.badRequest(
                    "the namespace of the provided object does not match the namespace sent on the request");
        }
        object.metadata().put("namespace", target.namespace());
    }

    Outcome update(Target target, ApiRequest request) {
        WriteOptions options = WriteOptions.of(request);
        Body body = body(target, request, options);
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
            return apply(target, request, options);
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
        checkIdentity(target, body);
        checkPreconditions(target.type(), before, body);
        KubeObject after = select(target, before, body);
        Manager manager = new Manager(manager(options, request), Operation.UPDATE, target.subresource());
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

    private Outcome apply(Target target, ApiRequest request, WriteOptions options) {
        if (options.manager().isEmpty()) {
            throw ApiProblem.badRequest(
                    "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for apply patch");
        }
        Body body = body(target, request, options);
        KubeObject config = body.object();
        checkIdentity(target, config);
        if (!config.at("metadata", "managedFields").isMissingNode()) {
            throw ApiProblem.badRequest("metadata.managedFields must be nil");
        }
        String asked = config.resourceVersion();
        config.metadata().put("name", target.name());
        place(target, config);
        config.metadata().remove("resourceVersion");
        keepOwnPart(target, config);
        Manager manager = new Manager(options.manager(), Operation.APPLY, target.subresource());
        return store.atomically(() -> applied(target, options, config, asked, manager, body.warnings()));
    }

    private static void keepOwnPart(Target target, KubeObject config) {
        if (target.subresource().equals("status")) {
            ObjectNode node = config.node();
            JsonNode status = node.get("status");
            ObjectNode metadata = config.metadata();
            metadata.retain("name", "namespace");
            node.retain("apiVersion", "kind", "metadata");
            config.replace("status", status);
        } else if (target.type().is(Trait.STATUS)) {
            config.node().remove("status");
        }
    }

    private Outcome applied(
            Target target,
            WriteOptions options,
            KubeObject config,
            String asked,
            Manager manager,
            List<String> warnings) {
        ResourceType type = target.type();
        ManagedFields fields = new ManagedFields(type);
        KubeObject before = store.get(type, target.key());
        if (before == null) {
            if (!target.subresource().isEmpty()) {
                throw ApiProblem.notFound(type, target.name());
            }
            KubeObject merged = fields.apply(null, config, manager, options.force(), commits.now());
            KubeObject stored = commits.create(type, merged, options.dryRun(), made -> {});
            return new Outcome(stored, true, warnings);
        }
        if (!asked.isEmpty() && !asked.equals(before.resourceVersion())) {
            throw modified(type, target.name());
        }
        KubeObject merged = fields.apply(before, config, manager, options.force(), commits.now());
        KubeObject stored = commits.update(type, before, merged, options.dryRun(), made -> {});
        return new Outcome(stored, false, warnings);
    }

    private KubeObject existing(Target target) {
        KubeObject before = store.get(target.type(), target.key());
        if (before == null) {
            throw ApiProblem.notFound(target.type(), target.name());
        }
        return before;
    }

    private static void checkIdentity(Target target, KubeObject body) {
        if (!body.name().isEmpty() && !body.name().equals(target.name())) {
            throw ApiProblem.badRequest("the name of the object (%s) does not match the name on the URL (%s)"
                    .formatted(body.name(), target.name()));
        }
        if (target.type().namespaced()
                && !body.namespace().isEmpty()
                && !body.namespace().equals(target.namespace())) {
            throw ApiProblem.badRequest(
                    "the namespace of the object (%s) does not match the namespace on the request (%s)"
                            .formatted(body.namespace(), target.namespace()));
        }
    }

    private static void checkPreconditions(ResourceType type, KubeObject before, KubeObject body) {
        String version = body.resourceVersion();
        if (!version.isEmpty() && !version.equals(before.resourceVersion())) {
            throw modified(type, before.name());
        }
        if (!body.uid().isEmpty() && !body.uid().equals(before.uid())) {
            throw ApiProblem.conflict(
                    type,
                    before.name(),
                    "Precondition failed: UID in precondition: %s, UID in object meta: %s"
                            .formatted(body.uid(), before.uid()));
        }
    }

    private static ApiProblem modified(ResourceType type, String name) {
        return ApiProblem.conflict(
                type,
                name,
                "the object has been modified; please apply your changes to the latest version and try again");
    }

    private record Body(KubeObject object, List<String> warnings) {}

    private static Body body(Target target, ApiRequest request, WriteOptions options) {
        Documents.Parsed parsed = switch (request.contentType()) {
            case "application/json", "" -> Documents.json(request.body());
            case "application/yaml", "application/apply-patch+yaml" -> Documents.yaml(request.body());
            default -> throw ApiProblem.unsupportedMediaType("application/json, application/yaml");
        };
        if (!(parsed.node() instanceof ObjectNode node)) {
            throw ApiProblem.badRequest("the object provided is unrecognized (must be of type %s)"
                    .formatted(target.type().kind()));
        }
        KubeObject object = new KubeObject(node);
        checkKind(target.type(), object);
        List<String> doubts = new ArrayList<>(parsed.doubts());
        doubts.addAll(Conformance.enforce(target.type(), object));
        String what = "%s in version \"%s\" cannot be handled as a %s:"
                .formatted(
                        target.type().kind(),
                        target.type().version(),
                        target.type().kind());
        return new Body(object, options.judge(what, doubts));
    }

    private static void checkKind(ResourceType type, KubeObject object) {
        String kind = object.text("kind");
        String apiVersion = object.text("apiVersion");
        if (kind.isEmpty() || apiVersion.isEmpty()) {
            throw ApiProblem.badRequest("Object '%s' is missing".formatted(kind.isEmpty() ? "Kind" : "apiVersion"));
        }
        if (!apiVersion.equals(type.apiVersion())) {
            throw ApiProblem.badRequest("the API version in the data (%s) does not match the expected API version (%s)"
                    .formatted(apiVersion, type.apiVersion()));
        }
        if (!kind.equals(type.kind())) {
            throw ApiProblem.badRequest("%s in version \"%s\" cannot be handled as a %s: no kind \"%s\" is served here"
                    .formatted(kind, type.version(), type.kind(), kind));
        }
    }

    private static String manager(WriteOptions options, ApiRequest request) {
        if (!options.manager().isEmpty()) {
            return options.manager();
        }
        String agent = request.userAgent();
        int end = agent.indexOf('/');
        String name = end > 0 ? agent.substring(0, end) : agent;
        return name.isEmpty() ? "unknown" : name;
    }

    /** Applies a change the server itself derives, such as a new scale, as the requesting manager. */
    Outcome change(Target target, ApiRequest request, KubeObject before, KubeObject after, String subresource) {
        WriteOptions options = WriteOptions.of(request);
        Manager manager = new Manager(manager(options, request), Operation.UPDATE, subresource);
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
