package io.sextant.sandbox.apiserver.merge;

import io.sextant.sandbox.apiserver.kind.Shape;
import io.sextant.sandbox.apiserver.kind.Shape.Ownership;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lays an applied configuration over the live object, and takes out what its manager no longer applies. */
final class ApplyMerge {
    private ApplyMerge() {}

    /** The live value with the applied one on top; neither is changed. */
    static JsonNode merge(Shape shape, JsonNode live, JsonNode applied) {
        if (shape.atomic() || live.getNodeType() != applied.getNodeType()) {
            return applied.deepCopy();
        }
        return switch (shape) {
            case Shape.Fields fields ->
                object((ObjectNode) live, (ObjectNode) applied, name -> {
                    Shape inner = fields.field(name);
                    return inner == null ? Shape.ANY : inner;
                });
            case Shape.Entries entries -> object((ObjectNode) live, (ObjectNode) applied, name -> entries.value());
            case Shape.Sequence sequence -> list(sequence, (ArrayNode) live, (ArrayNode) applied);
            case Shape.Any any -> applied.deepCopy();
            case Shape.Scalar scalar -> applied.deepCopy();
        };
    }

    private static ObjectNode object(
            ObjectNode live, ObjectNode applied, java.util.function.Function<String, Shape> shapes) {
        ObjectNode result = live.deepCopy();
        applied.properties().forEach(entry -> {
            JsonNode there = live.get(entry.getKey());
            JsonNode value = there == null
                    ? entry.getValue().deepCopy()
                    : merge(shapes.apply(entry.getKey()), there, entry.getValue());
            result.set(entry.getKey(), value);
        });
        return result;
    }

    private static ArrayNode list(Shape.Sequence shape, ArrayNode live, ArrayNode applied) {
        Map<String, JsonNode> merged = new LinkedHashMap<>(ListItems.of(shape, live));
        ListItems.of(shape, applied)
                .forEach((element, item) -> merged.merge(
                        element,
                        item,
                        (there, given) ->
                                shape.ownership() == Ownership.SET ? there : merge(shape.item(), there, given)));
        ArrayNode result = live.arrayNode();
        merged.values().forEach(item -> result.add(item.deepCopy()));
        return result;
    }

    /** Removes, in place, the fields to drop unless another manager owns them or something inside them. */
    static void remove(Shape shape, JsonNode value, FieldSet drop, @Nullable FieldSet others) {
        if (value instanceof ObjectNode object) {
            removeFields(shape, object, drop, others);
        } else if (value instanceof ArrayNode array && shape instanceof Shape.Sequence sequence) {
            removeItems(sequence, array, drop, others);
        }
    }

    private static void removeFields(Shape shape, ObjectNode object, FieldSet drop, @Nullable FieldSet others) {
        drop.children().forEach((element, inside) -> {
            String name = element.substring(2);
            JsonNode child = object.get(name);
            if (child == null) {
                return;
            }
            FieldSet kept = others == null ? null : others.below(element);
            boolean unowned = kept == null || kept.isEmpty();
            if (unowned && inside.isMember()) {
                object.remove(name);
                return;
            }
            remove(childShape(shape, name), child, inside, kept);
            if (unowned && child.isContainer() && child.isEmpty()) {
                object.remove(name);
            }
        });
    }

    private static Shape childShape(Shape shape, String name) {
        return switch (shape) {
            case Shape.Fields fields -> {
                Shape inner = fields.field(name);
                yield inner == null ? Shape.ANY : inner;
            }
            case Shape.Entries entries -> entries.value();
            case Shape.Sequence sequence -> Shape.ANY;
            case Shape.Any any -> any;
            case Shape.Scalar scalar -> scalar;
        };
    }

    private static void removeItems(Shape.Sequence shape, ArrayNode array, FieldSet drop, @Nullable FieldSet others) {
        List<JsonNode> left = new ArrayList<>();
        ListItems.of(shape, array).forEach((element, item) -> {
            FieldSet inside = drop.below(element);
            FieldSet kept = others == null ? null : others.below(element);
            if (inside != null && inside.isMember() && (kept == null || kept.isEmpty())) {
                return;
            }
            if (inside != null) {
                remove(shape.item(), item, inside, kept);
            }
            left.add(item);
        });
        array.removeAll();
        left.forEach(array::add);
    }
}
