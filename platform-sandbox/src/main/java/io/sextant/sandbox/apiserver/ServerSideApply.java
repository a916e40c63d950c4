package io.sextant.sandbox.apiserver;

import io.sextant.sandbox.apiserver.ObjectWrites.Outcome;
import io.sextant.sandbox.apiserver.http.ApiRequest;
import io.sextant.sandbox.apiserver.kind.ApiProblem;
import io.sextant.sandbox.apiserver.kind.KubeObject;
import io.sextant.sandbox.apiserver.kind.ResourceType;
import io.sextant.sandbox.apiserver.kind.ResourceType.Trait;
import io.sextant.sandbox.apiserver.merge.ManagedFields;
import io.sextant.sandbox.apiserver.merge.ManagedFields.Manager;
import io.sextant.sandbox.apiserver.merge.ManagedFields.Operation;
import io.sextant.sandbox.apiserver.store.ObjectStore;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Server-side apply: creates an object, or merges what a manager wants into what is there. */
final class ServerSideApply {
    private final ObjectStore store;
    private final Commits commits;

    ServerSideApply(ObjectStore store, Commits commits) {
        this.store = store;
        this.commits = commits;
    }

    Outcome apply(Target target, ApiRequest request, WriteOptions options) {
        if (options.manager().isEmpty()) {
            throw ApiProblem.badRequest(
                    "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for apply patch");
        }
        RequestBody body = RequestBody.of(target, request, options);
        KubeObject config = body.object();
        RequestBody.checkIdentity(target, config);
        if (!config.at("metadata", "managedFields").isMissingNode()) {
            throw ApiProblem.badRequest("metadata.managedFields must be nil");
        }
        String asked = config.resourceVersion();
        config.metadata().put("name", target.name());
        body.place(target);
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
            throw ApiProblem.modified(type, target.name());
        }
        KubeObject merged = fields.apply(before, config, manager, options.force(), commits.now());
        KubeObject stored = commits.update(type, before, merged, options.dryRun(), made -> {});
        return new Outcome(stored, false, warnings);
    }
}
