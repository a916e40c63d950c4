package io.sextant.sandbox.apiserver.merge;

import io.sextant.sandbox.apiserver.kind.Documents;
import io.sextant.sandbox.apiserver.kind.Shape;
import io.sextant.sandbox.apiserver.kind.Shape.Ownership;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Items of a shared list by the path element that names each. */
final class ListItems {
    private ListItems() {}

    static Map<String, JsonNode> of(Shape.Sequence shape, @Nullable JsonNode list) {
        Map<String, JsonNode> items = new LinkedHashMap<>();
        if (list != null) {
            for (JsonNode item : list) {
                items.put(element(shape, item), item);
            }
        }
        return items;
    }

    private static String element(Shape.Sequence shape, JsonNode item) {
        return shape.ownership() == Ownership.SET
                ? "v:" + Documents.text(item)
                : "k:" + Documents.text(key(shape, item));
    }

    private static ObjectNode key(Shape.Sequence shape, JsonNode item) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        for (Shape.Key key : shape.keys()) {
            JsonNode value = item.path(key.name());
            if (!value.isMissingNode()) {
                sorted.put(key.name(), value);
            } else if (key.absent() != null) {
                sorted.put(key.name(), StringNode.valueOf(key.absent()));
            }
        }
        ObjectNode node = Documents.object();
        sorted.forEach(node::set);
        return node;
    }
}
