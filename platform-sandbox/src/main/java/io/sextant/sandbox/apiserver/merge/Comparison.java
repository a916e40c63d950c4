package io.sextant.sandbox.apiserver.merge;

import io.sextant.sandbox.apiserver.kind.Shape;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What differs between two versions of an object, field by field. */
final class Comparison {
    private final FieldSet added = new FieldSet();
    private final FieldSet modified = new FieldSet();
    private final FieldSet removed = new FieldSet();
    private final List<String> path = new ArrayList<>();

    private Comparison() {}

    static Comparison between(Shape shape, @Nullable JsonNode before, @Nullable JsonNode after) {
        Comparison comparison = new Comparison();
        comparison.compare(shape, before, after);
        return comparison;
    }

    /** Every field that a value sets; containers count only when empty, and list items always. */
    static FieldSet fieldsOf(Shape shape, JsonNode value) {
        Comparison comparison = new Comparison();
        comparison.collect(shape, value, comparison.added, false);
        return comparison.added;
    }

    /** Fields given a value they did not have before. */
    FieldSet changed() {
        return modified.union(added);
    }

    FieldSet removed() {
        return removed;
    }

    boolean isSame() {
        return added.isEmpty() && modified.isEmpty() && removed.isEmpty();
    }

    private void compare(Shape shape, @Nullable JsonNode before, @Nullable JsonNode after) {
        if (before == null && after == null) {
            return;
        } else if (before == null) {
            collect(shape, after, added, true);
        } else if (after == null) {
            collect(shape, before, removed, true);
        } else if (isLeaf(shape, before) || isLeaf(shape, after)) {
            if (!before.equals(after)) {
                modified.insert(path);
            }
        } else {
            inside(shape, before, after);
        }
    }

    private void inside(Shape shape, JsonNode before, JsonNode after) {
        Map<String, Child> from = children(shape, before);
        Map<String, Child> to = children(shape, after);
        Set<String> all = new LinkedHashSet<>(from.keySet());
        all.addAll(to.keySet());
        for (String element : all) {
            Child left = from.get(element);
            Child right = to.get(element);
            path.add(element);
            Child known = right != null ? right : left;
            if (known != null) {
                compare(known.shape(), left == null ? null : left.value(), right == null ? null : right.value());
            }
            path.removeLast();
        }
    }

    private void collect(Shape shape, @Nullable JsonNode value, FieldSet into, boolean containers) {
        if (value == null) {
            return;
        }
        if (isLeaf(shape, value) || value.isEmpty()) {
            into.insert(path);
            return;
        }
        if (containers && !path.isEmpty()) {
            into.insert(path);
        }
        boolean items = shape instanceof Shape.Sequence;
        children(shape, value).forEach((element, child) -> {
            path.add(element);
            collect(child.shape(), child.value(), into, containers);
            if (items) {
                into.insert(path);
            }
            path.removeLast();
        });
    }

    private static boolean isLeaf(Shape shape, JsonNode value) {
        return shape.atomic() || !value.isContainer() || value.isArray() != shape instanceof Shape.Sequence;
    }

    private static Map<String, Child> children(Shape shape, JsonNode value) {
        Map<String, Child> children = new java.util.LinkedHashMap<>();
        switch (shape) {
            case Shape.Sequence sequence ->
                ListItems.of(sequence, value)
                        .forEach((element, item) -> children.put(element, new Child(sequence.item(), item)));
            case Shape.Fields fields ->
                value.properties().forEach(entry -> {
                    Shape inner = fields.field(entry.getKey());
                    children.put("f:" + entry.getKey(), new Child(inner == null ? Shape.ANY : inner, entry.getValue()));
                });
            case Shape.Entries entries ->
                value.properties()
                        .forEach(entry ->
                                children.put("f:" + entry.getKey(), new Child(entries.value(), entry.getValue())));
            case Shape.Any any -> {}
            case Shape.Scalar scalar -> {}
        }
        return children;
    }

    private record Child(Shape shape, JsonNode value) {}
}
