package io.sextant.sandbox.apiserver;

import io.sextant.sandbox.apiserver.kind.ApiProblem;
import io.sextant.sandbox.apiserver.kind.Documents;
import io.sextant.sandbox.apiserver.kind.ResourceType;
import io.sextant.sandbox.apiserver.kind.ResourceTypes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * OpenAPI v3 documents with the schemas of all kinds, and of operations the patch alone.
 *
 * <p>kubectl reads them to explain fields, and to learn that the server validates them itself and knows dry runs.
 */
final class OpenApi {
    private final ResourceTypes types;

    OpenApi(ResourceTypes types) {
        this.types = types;
    }

    ObjectNode index() {
        ObjectNode index = Documents.object();
        ObjectNode paths = index.putObject("paths");
        Set<String> seen = new LinkedHashSet<>();
        for (ResourceType type : types.all()) {
            String path = prefix(type);
            if (seen.add(path)) {
                paths.putObject(path).put("serverRelativeURL", "/openapi/v3/" + path);
            }
        }
        return index;
    }

    ObjectNode document(String group, String version) {
        List<ResourceType> served = types.in(group, version);
        if (served.isEmpty()) {
            throw ApiProblem.noSuchPath();
        }
        ObjectNode document = Documents.object().put("openapi", "3.0.0");
        document.putObject("info").put("title", "Sextant sandbox cluster").put("version", "1.34");
        ObjectNode paths = document.putObject("paths");
        served.forEach(type -> patch(paths, type));
        OpenApiSchemas schemas = new OpenApiSchemas();
        served.forEach(schemas::add);
        document.putObject("components").set("schemas", schemas.document());
        return document;
    }

    private static void patch(ObjectNode paths, ResourceType type) {
        String path =
                "/" + prefix(type) + (type.namespaced() ? "/namespaces/{namespace}/" : "/") + type.plural() + "/{name}";
        ObjectNode operation = paths.putObject(path).putObject("patch");
        operation.put("operationId", "patch" + type.kind());
        ArrayNode parameters = operation.putArray("parameters");
        for (String name : List.of("dryRun", "fieldManager", "fieldValidation")) {
            parameters
                    .addObject()
                    .put("name", name)
                    .put("in", "query")
                    .putObject("schema")
                    .put("type", "string");
        }
        operation.putObject("responses").putObject("200").put("description", "OK");
        operation
                .putObject("x-kubernetes-group-version-kind")
                .put("group", type.group())
                .put("version", type.version())
                .put("kind", type.kind());
    }

    private static String prefix(ResourceType type) {
        return type.group().isEmpty() ? "api/v1" : "apis/" + type.group() + "/" + type.version();
    }
}
