package io.sextant.sandbox.apiserver.merge;

import io.sextant.sandbox.apiserver.kind.ApiProblem;
import io.sextant.sandbox.apiserver.kind.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Strategic merge patch: a merge patch that knows which lists are keyed, with the {@code $patch} directives. */
final class StrategicPatch {
    private static final String DIRECTIVE = "$patch";
    private static final String DELETE_FROM = "$deleteFromPrimitiveList/";
    private static final String ORDER = "$setElementOrder/";
    private static final String RETAIN = "$retainKeys";

    private StrategicPatch() {}

    static ObjectNode apply(Shape shape, ObjectNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            throw ApiProblem.badRequest("a strategic merge patch must be an object");
        }
        String directive = changes.path(DIRECTIVE).asString("");
        if (directive.equals("replace")) {
            ObjectNode replaced = changes.deepCopy();
            replaced.remove(DIRECTIVE);
            return replaced;
        } else if (directive.equals("delete")) {
            return target.objectNode();
        }
        ObjectNode result = target.deepCopy();
        retain(result, changes.path(RETAIN));
        changes.properties().forEach(entry -> change(shape, result, entry.getKey(), entry.getValue()));
        return result;
    }

    private static void retain(ObjectNode result, JsonNode keys) {
        if (keys.isArray()) {
            List<String> names = new ArrayList<>();
            keys.forEach(key -> names.add(key.asString()));
            result.retain(names);
        }
    }

    private static void change(Shape shape, ObjectNode result, String key, JsonNode value) {
        if (key.startsWith(DELETE_FROM)) {
            removeValues(result.get(key.substring(DELETE_FROM.length())), value);
        } else if (!key.startsWith(ORDER) && !Set.of(DIRECTIVE, RETAIN).contains(key)) {
            if (value.isNull()) {
                result.remove(key);
            } else {
                result.set(key, merged(child(shape, key), result.get(key), value));
            }
        }
    }

    private static void removeValues(@Nullable JsonNode list, JsonNode values) {
        if (list instanceof ArrayNode array) {
            for (JsonNode value : values) {
                for (int i = array.size() - 1; i >= 0; i--) {
                    if (array.get(i).equals(value)) {
                        array.remove(i);
                    }
                }
            }
        }
    }

    private static JsonNode merged(Shape shape, @Nullable JsonNode there, JsonNode value) {
        if (value instanceof ObjectNode object) {
            return apply(shape, there instanceof ObjectNode target ? target : object.objectNode(), object);
        } else if (value instanceof ArrayNode array
                && shape instanceof Shape.Sequence sequence
                && sequence.mergeKey() != null) {
            ArrayNode target = there instanceof ArrayNode list ? list : array.arrayNode();
            return sequence.mergeKey().isEmpty()
                    ? values(target, array)
                    : items(sequence.item(), sequence.mergeKey(), target, array);
        }
        return value.deepCopy();
    }

    private static ArrayNode values(ArrayNode target, ArrayNode patch) {
        ArrayNode result = target.deepCopy();
        for (JsonNode value : patch) {
            if (indexOf(result, value) < 0) {
                result.add(value);
            }
        }
        return result;
    }

    private static int indexOf(ArrayNode list, JsonNode value) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).equals(value)) {
                return i;
            }
        }
        return -1;
    }

    private static ArrayNode items(Shape shape, String mergeKey, ArrayNode target, ArrayNode patch) {
        boolean replace = false;
        for (JsonNode item : patch) {
            replace |= item.path(DIRECTIVE).asString("").equals("replace");
        }
        ArrayNode result = replace ? target.arrayNode() : target.deepCopy();
        for (JsonNode item : patch) {
            String directive = item.path(DIRECTIVE).asString("");
            if (directive.equals("replace") && item.size() == 1) {
                continue;
            }
            JsonNode key = item.path(mergeKey);
            if (key.isMissingNode()) {
                throw ApiProblem.badRequest(
                        "map: %s does not contain declared merge key: %s".formatted(item, mergeKey));
            }
            item(shape, result, position(result, mergeKey, key), (ObjectNode) item, directive);
        }
        return result;
    }

    private static void item(Shape shape, ArrayNode result, int position, ObjectNode item, String directive) {
        if (directive.equals("delete")) {
            if (position >= 0) {
                result.remove(position);
            }
        } else if (position >= 0) {
            result.set(position, apply(shape, (ObjectNode) result.get(position), item));
        } else {
            result.add(apply(shape, item.objectNode(), item));
        }
    }

    private static int position(ArrayNode list, String mergeKey, JsonNode key) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).path(mergeKey).equals(key)) {
                return i;
            }
        }
        return -1;
    }

    private static Shape child(Shape shape, String name) {
        if (shape instanceof Shape.Fields fields) {
            Shape inner = fields.field(name);
            return inner == null ? Shape.ANY : inner;
        }
        return shape instanceof Shape.Entries entries ? entries.value() : Shape.ANY;
    }
}
