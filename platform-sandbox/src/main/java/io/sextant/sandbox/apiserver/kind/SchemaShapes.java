package io.sextant.sandbox.apiserver.kind;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.sextant.sandbox.apiserver.kind.Shape.Ownership;
import io.sextant.sandbox.apiserver.kind.Shape.Scalar;
import io.sextant.sandbox.apiserver.schema.StructuralSchema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Shapes of the custom kinds that have a structural schema. */
final class SchemaShapes {
    private SchemaShapes() {}

    /** Shape of whole objects; what must be there is the schema's to check. */
    static Shape.Fields ofObject(StructuralSchema schema) {
        Map<String, Shape> fields = fields(schema);
        fields.put("apiVersion", Scalar.STRING);
        fields.put("kind", Scalar.STRING);
        fields.put("metadata", ModelShapes.of(ObjectMeta.class));
        return new Shape.Fields("", false, () -> fields, Set.of());
    }

    private static Map<String, Shape> fields(StructuralSchema schema) {
        Map<String, Shape> fields = new HashMap<>();
        schema.properties().forEach((name, inner) -> fields.put(name, of(inner)));
        return fields;
    }

    private static Shape of(StructuralSchema schema) {
        StructuralSchema items = schema.items();
        return switch (schema.type()) {
            case OBJECT -> object(schema);
            case ARRAY -> items == null ? Shape.ANY : sequence(schema, items);
            case STRING -> Scalar.STRING;
            case INTEGER -> Scalar.INTEGER;
            case NUMBER -> Scalar.NUMBER;
            case BOOLEAN -> Scalar.BOOLEAN;
            case INT_OR_STRING -> Scalar.INT_OR_STRING;
            case ANY -> Shape.ANY;
        };
    }

    private static Shape object(StructuralSchema schema) {
        StructuralSchema entries = schema.entries();
        if (schema.preserving() || schema.embedded()) {
            return Shape.ANY;
        } else if (entries != null) {
            return new Shape.Entries(of(entries), schema.atomicMap());
        }
        Map<String, Shape> fields = fields(schema);
        return new Shape.Fields("", schema.atomicMap(), () -> fields, Set.of());
    }

    private static Shape sequence(StructuralSchema schema, StructuralSchema items) {
        if (schema.listing().isMap()) {
            List<Shape.Key> keys = schema.listing().keys().stream()
                    .map(key -> new Shape.Key(key, absent(items.properties().get(key))))
                    .toList();
            return new Shape.Sequence(of(items), Ownership.MAP, keys, null);
        }
        Ownership ownership = schema.listing().isSet() ? Ownership.SET : Ownership.ATOMIC;
        return new Shape.Sequence(of(items), ownership, List.of(), null);
    }

    private static @Nullable String absent(@Nullable StructuralSchema key) {
        JsonNode absent = key == null ? null : key.absent();
        return absent == null ? null : absent.asString();
    }
}
