package io.sextant.sandbox.apiserver;

import io.sextant.sandbox.apiserver.admission.Conformance;
import io.sextant.sandbox.apiserver.http.ApiRequest;
import io.sextant.sandbox.apiserver.kind.ApiProblem;
import io.sextant.sandbox.apiserver.kind.Documents;
import io.sextant.sandbox.apiserver.kind.KubeObject;
import io.sextant.sandbox.apiserver.kind.ResourceType;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * An object a client sent, in its kind's shape.
 *
 * @param warnings what was dropped from it
 */
record RequestBody(KubeObject object, List<String> warnings) {

    static RequestBody of(Target target, ApiRequest request, WriteOptions options) {
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
        List<String> unknown = Conformance.enforce(target.type(), object);
        if (!unknown.isEmpty() && isApply(request)) {
            throw ApiProblem.untypedApply(target.type(), target.namespace(), target.name(), undeclared(unknown));
        }
        doubts.addAll(unknown);
        String what = "%s in version \"%s\" cannot be handled as a %s:"
                .formatted(
                        target.type().kind(),
                        target.type().version(),
                        target.type().kind());
        return new RequestBody(object, options.judge(what, doubts));
    }

    private static boolean isApply(ApiRequest request) {
        return request.contentType().startsWith("application/apply-patch+");
    }

    /** Apply cannot place a field that the schema lacks, whatever field validation was asked for. */
    private static String undeclared(List<String> unknown) {
        List<String> faults = unknown.stream()
                .map(doubt ->
                        doubt.replace("unknown field \"", ".").replace("\"", "") + ": field not declared in schema")
                .toList();
        return faults.size() == 1 ? faults.getFirst() : "errors:\n  " + String.join("\n  ", faults);
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

    /** Puts the object into the request's namespace; throws when it names another. */
    void place(Target target) {
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

    /** Throws when the object's name or namespace contradicts the URL. */
    static void checkIdentity(Target target, KubeObject object) {
        if (!object.name().isEmpty() && !object.name().equals(target.name())) {
            throw ApiProblem.badRequest("the name of the object (%s) does not match the name on the URL (%s)"
                    .formatted(object.name(), target.name()));
        }
        if (target.type().namespaced()
                && !object.namespace().isEmpty()
                && !object.namespace().equals(target.namespace())) {
            throw ApiProblem.badRequest(
                    "the namespace of the object (%s) does not match the namespace on the request (%s)"
                            .formatted(object.namespace(), target.namespace()));
        }
    }
}
