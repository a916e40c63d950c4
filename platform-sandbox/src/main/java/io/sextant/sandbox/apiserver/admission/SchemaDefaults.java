package io.sextant.sandbox.apiserver.admission;

import io.sextant.sandbox.apiserver.schema.StructuralSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Fills in the values a structural schema has for what was left out, wherever the object around it is there. */
final class SchemaDefaults {
    private SchemaDefaults() {}

    static void fill(StructuralSchema schema, JsonNode value) {
        if (value instanceof ObjectNode object) {
            fields(schema, object);
        } else if (value.isArray() && schema.items() != null) {
            for (JsonNode item : value) {
                fill(schema.items(), item);
            }
        }
    }

    private static void fields(StructuralSchema schema, ObjectNode object) {
        schema.properties().forEach((name, inner) -> {
            JsonNode given = object.path(name);
            JsonNode absent = inner.absent();
            if (absent != null && (given.isMissingNode() || (given.isNull() && !inner.nullable()))) {
                object.set(name, absent.deepCopy());
            }
        });
        object.properties().forEach(entry -> {
            StructuralSchema inner = schema.child(entry.getKey());
            if (inner != null) {
                fill(inner, entry.getValue());
            }
        });
    }
}
