package io.sextant.sandbox.apiserver.merge;

import io.sextant.sandbox.apiserver.kind.Documents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A set of fields of an object, as a tree keyed by path elements in their {@code fieldsV1} form: {@code f:name}, {@code
 * k:{"name":"x"}}, {@code v:"x"}.
 *
 * <p>A node is in the set when it is marked a member; members may have members below them.
 */
final class FieldSet {
    private final Map<String, FieldSet> children = new TreeMap<>();
    private boolean member;

    static FieldSet of(JsonNode fieldsV1) {
        FieldSet set = new FieldSet();
        fieldsV1.properties().forEach(entry -> {
            if (entry.getKey().equals(".")) {
                set.member = true;
            } else {
                FieldSet child = of(entry.getValue());
                child.member |= entry.getValue().isEmpty();
                set.children.put(entry.getKey(), child);
            }
        });
        return set;
    }

    ObjectNode toFieldsV1() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        children.forEach((element, child) -> {
            ObjectNode inner = child.toFieldsV1();
            if (child.member && !inner.isEmpty()) {
                ObjectNode marked = node.putObject(element);
                marked.putObject(".");
                marked.setAll(inner);
            } else {
                node.set(element, inner);
            }
        });
        return node;
    }

    void insert(List<String> path) {
        FieldSet at = this;
        for (String element : path) {
            at = at.children.computeIfAbsent(element, e -> new FieldSet());
        }
        at.member = true;
    }

    void removeTree(String... path) {
        FieldSet at = this;
        for (int i = 0; i < path.length - 1; i++) {
            FieldSet next = at.children.get(path[i]);
            if (next == null) {
                return;
            }
            at = next;
        }
        at.children.remove(path[path.length - 1]);
    }

    boolean isEmpty() {
        return !member && children.values().stream().allMatch(FieldSet::isEmpty);
    }

    boolean isMember() {
        return member;
    }

    /** The part of this set below an element, or null when nothing is. */
    @Nullable
    FieldSet below(String element) {
        return children.get(element);
    }

    Map<String, FieldSet> children() {
        return children;
    }

    FieldSet union(FieldSet other) {
        FieldSet result = copy();
        other.forEach((path, leaf) -> result.insert(path));
        return result;
    }

    FieldSet minus(@Nullable FieldSet other) {
        FieldSet result = new FieldSet();
        result.member = member && (other == null || !other.member);
        children.forEach((element, child) -> {
            FieldSet rest = child.minus(other == null ? null : other.children.get(element));
            if (!rest.isEmpty()) {
                result.children.put(element, rest);
            }
        });
        return result;
    }

    FieldSet intersection(FieldSet other) {
        FieldSet result = new FieldSet();
        result.member = member && other.member;
        children.forEach((element, child) -> {
            FieldSet there = other.children.get(element);
            if (there != null) {
                FieldSet both = child.intersection(there);
                if (!both.isEmpty()) {
                    result.children.put(element, both);
                }
            }
        });
        return result;
    }

    /** Dotted paths of the members, as conflict messages name them: {@code .spec.replicas}. */
    List<String> describe() {
        List<String> lines = new ArrayList<>();
        forEach((path, leaf) -> {
            StringBuilder line = new StringBuilder();
            for (String element : path) {
                line.append(readable(element));
            }
            lines.add(line.toString());
        });
        return lines;
    }

    private static String readable(String element) {
        String rest = element.substring(2);
        return switch (element.charAt(0)) {
            case 'f' -> "." + rest;
            case 'k' -> "[" + keys(rest) + "]";
            default -> "[=" + rest + "]";
        };
    }

    private static String keys(String json) {
        List<String> pairs = new ArrayList<>();
        Documents.own(json)
                .properties()
                .forEach(entry -> pairs.add(entry.getKey() + "=" + Documents.text(entry.getValue())));
        return String.join(",", pairs);
    }

    private FieldSet copy() {
        FieldSet result = new FieldSet();
        result.member = member;
        children.forEach((element, child) -> result.children.put(element, child.copy()));
        return result;
    }

    private void forEach(BiConsumer<List<String>, FieldSet> visitor) {
        visit(new ArrayList<>(), visitor);
    }

    private void visit(List<String> path, BiConsumer<List<String>, FieldSet> visitor) {
        if (member) {
            visitor.accept(path, this);
        }
        children.forEach((element, child) -> {
            path.add(element);
            child.visit(path, visitor);
            path.removeLast();
        });
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FieldSet set
                && minus(set).isEmpty()
                && set.minus(this).isEmpty();
    }

    @Override
    public int hashCode() {
        return toFieldsV1().hashCode();
    }

    @Override
    public String toString() {
        return toFieldsV1().toString();
    }
}
