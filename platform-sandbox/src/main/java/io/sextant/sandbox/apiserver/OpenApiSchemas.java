package io.sextant.sandbox.apiserver;

import io.sextant.sandbox.apiserver.kind.CustomDefinition;
import io.sextant.sandbox.apiserver.kind.Documents;
import io.sextant.sandbox.apiserver.kind.ResourceType;
import io.sextant.sandbox.apiserver.kind.Shape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** The schemas of an OpenAPI document: a kind's own from its definition, of the others what their shape tells. */
final class OpenApiSchemas {
    private static final Map<String, String> DESCRIPTIONS = Map.of(
            "apiVersion", "Group and version of this representation of the object.",
            "kind", "Kind of the object.",
            "metadata", "Standard object metadata: name, namespace, labels, annotations, owners.",
            "spec", "What is wanted.",
            "status", "What was last observed.");

    private final ObjectNode schemas = Documents.object();
    private final Deque<Shape.Fields> unwritten = new ArrayDeque<>();

    /** The schema of a kind and those it refers to. */
    void add(ResourceType type) {
        CustomDefinition definition = type.definition();
        ObjectNode schema = schemas.putObject(name(type));
        if (definition == null) {
            object(schema, type.shape());
            describe((ObjectNode) schema.path("properties"));
        } else {
            schema.setAll((ObjectNode) definition.writtenSchema().deepCopy());
            ObjectNode properties = schema.withObject("/properties");
            properties.putObject("apiVersion").put("type", "string");
            properties.putObject("kind").put("type", "string");
            properties.set("metadata", schema(type.shape().source().get().getOrDefault("metadata", Shape.ANY)));
            describe(properties);
        }
        schema.putArray("x-kubernetes-group-version-kind")
                .addObject()
                .put("group", type.group())
                .put("version", type.version())
                .put("kind", type.kind());
        while (!unwritten.isEmpty()) {
            Shape.Fields next = unwritten.remove();
            object((ObjectNode) schemas.path(next.name()), next);
        }
    }

    /** {@code com.nvidia.apps.v1alpha1.NIMService}: the group's words backwards, as API servers name schemas. */
    private static String name(ResourceType type) {
        String group = type.group().isEmpty() ? "core.api.k8s.io" : type.group();
        List<String> words = new ArrayList<>(Arrays.asList(group.split("\\.", -1)));
        Collections.reverse(words);
        return "%s.%s.%s".formatted(String.join(".", words), type.version(), type.kind());
    }

    private void object(ObjectNode schema, Shape.Fields shape) {
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        new TreeMap<>(shape.source().get()).forEach((name, inner) -> properties.set(name, schema(inner)));
        if (!shape.required().isEmpty()) {
            var required = schema.putArray("required");
            shape.required().stream().sorted().forEach(required::add);
        }
    }

    private static void describe(ObjectNode properties) {
        DESCRIPTIONS.forEach((name, text) -> {
            if (properties.get(name) instanceof ObjectNode property && !property.has("description")) {
                property.put("description", text);
            }
        });
    }

    private ObjectNode schema(Shape shape) {
        ObjectNode schema = Documents.object();
        switch (shape) {
            case Shape.Any any -> schema.put("x-kubernetes-preserve-unknown-fields", true);
            case Shape.Scalar scalar -> {
                schema.put("type", scalar.typeName());
                if (scalar == Shape.Scalar.INT_OR_STRING || scalar == Shape.Scalar.QUANTITY) {
                    schema.put("type", "string").put("x-kubernetes-int-or-string", true);
                }
            }
            case Shape.Entries entries ->
                schema.put("type", "object").set("additionalProperties", schema(entries.value()));
            case Shape.Sequence sequence -> schema.put("type", "array").set("items", schema(sequence.item()));
            case Shape.Fields fields -> refer(schema, fields);
        }
        return schema;
    }

    /** By name, since some types contain themselves; those without one stand where they are. */
    private void refer(ObjectNode schema, Shape.Fields fields) {
        if (fields.name().isEmpty()) {
            object(schema, fields);
            return;
        }
        if (!schemas.has(fields.name())) {
            schemas.putObject(fields.name());
            unwritten.add(fields);
        }
        schema.putArray("allOf").addObject().put("$ref", "#/components/schemas/" + fields.name());
    }

    ObjectNode document() {
        return schemas;
    }
}
