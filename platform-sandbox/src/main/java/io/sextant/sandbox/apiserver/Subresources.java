package io.sextant.sandbox.apiserver;

import io.sextant.sandbox.apiserver.ObjectWrites.Outcome;
import io.sextant.sandbox.apiserver.http.ApiRequest;
import io.sextant.sandbox.apiserver.kind.ApiProblem;
import io.sextant.sandbox.apiserver.kind.ApiProblem.Cause;
import io.sextant.sandbox.apiserver.kind.Documents;
import io.sextant.sandbox.apiserver.kind.KubeObject;
import io.sextant.sandbox.apiserver.merge.Patches;
import io.sextant.sandbox.apiserver.store.ObjectStore;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The subresources that are objects of another kind: a scale, and a pod's binding to a node. */
final class Subresources {
    private final ObjectStore store;
    private final ObjectWrites writes;
    private final ObjectReads reads;

    Subresources(ObjectStore store, ObjectWrites writes, ObjectReads reads) {
        this.store = store;
        this.writes = writes;
        this.reads = reads;
    }

    ObjectNode scale(Target target) {
        return scaleOf(reads.get(target));
    }

    private static ObjectNode scaleOf(KubeObject object) {
        ObjectNode scale = Documents.object().put("kind", "Scale").put("apiVersion", "autoscaling/v1");
        ObjectNode metadata = scale.putObject("metadata");
        for (String field : List.of("name", "namespace", "uid", "resourceVersion", "creationTimestamp")) {
            metadata.set(field, object.at("metadata", field));
        }
        scale.putObject("spec").put("replicas", object.at("spec", "replicas").asInt(0));
        ObjectNode status = scale.putObject("status");
        status.put("replicas", object.at("status", "replicas").asInt(0));
        object.at("spec", "selector", "matchLabels").properties().stream()
                .map(label -> label.getKey() + "=" + label.getValue().asString(""))
                .reduce((left, right) -> left + "," + right)
                .ifPresent(selector -> status.put("selector", selector));
        return scale;
    }

    ObjectNode rescale(Target target, ApiRequest request) {
        Documents.Parsed body = Documents.json(request.body());
        return store.atomically(() -> {
            KubeObject before = reads.get(target);
            ObjectNode current = scaleOf(before);
            ObjectNode wanted;
            if (request.method().equals("PUT")) {
                wanted = body.node() instanceof ObjectNode object ? object : Documents.object();
            } else if (request.contentType().equals("application/json-patch+json")) {
                wanted = Patches.json(current, body.node());
            } else {
                wanted = Patches.merge(current, body.node());
            }
            return scaleOf(rescaled(target, request, before, wanted));
        });
    }

    private KubeObject rescaled(Target target, ApiRequest request, KubeObject before, ObjectNode wanted) {
        String version = wanted.path("metadata").path("resourceVersion").asString("");
        if (!version.isEmpty() && !version.equals(before.resourceVersion())) {
            throw ApiProblem.modified(target.type(), target.name());
        }
        JsonNode replicas = wanted.path("spec").path("replicas");
        if (!replicas.isMissingNode() && (!replicas.isInt() || replicas.asInt() < 0)) {
            throw ApiProblem.invalid(
                    target.type(),
                    target.name(),
                    List.of(Cause.invalid(
                            "spec.replicas", Documents.text(replicas), "must be greater than or equal to 0")));
        }
        KubeObject after = before.copy();
        after.node().withObject("/spec").put("replicas", replicas.asInt(0));
        return writes.change(target, request, before, after, "scale").object();
    }

    /** Puts a pod onto a node. */
    Outcome bind(Target target, ApiRequest request) {
        String node = Documents.json(request.body())
                .node()
                .path("target")
                .path("name")
                .asString("");
        if (node.isEmpty()) {
            throw ApiProblem.badRequest("target.name: Required value");
        }
        return store.atomically(() -> {
            KubeObject before = reads.get(target);
            String bound = before.text("spec", "nodeName");
            if (!bound.isEmpty()) {
                throw ApiProblem.conflict(
                        target.type(),
                        target.name(),
                        "pod %s is already assigned to node \"%s\"".formatted(target.name(), bound));
            }
            KubeObject after = before.copy();
            after.node().withObject("/spec").put("nodeName", node);
            return writes.change(target, request, before, after, "");
        });
    }
}
