package io.sextant.deployer.cluster;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A Kubernetes object as a tree of maps, lists, texts, numbers and truth values; nulls are left out. */
public final class ObjectTree {
    private final Map<String, Object> fields;

    /** Of maps and lists that nobody changes. */
    private ObjectTree(Map<String, Object> fields) {
        this.fields = fields;
    }

    /** The tree of a parsed document. */
    public static ObjectTree of(Map<?, ?> document) {
        return new ObjectTree(copyOf(document));
    }

    public Map<String, Object> fields() {
        return fields;
    }

    /** The value under a path of field names. */
    public Optional<Object> at(String... path) {
        Object node = fields;
        for (String field : path) {
            if (!(node instanceof Map<?, ?> map)) {
                return Optional.empty();
            }
            Object child = map.get(field);
            if (child == null) {
                return Optional.empty();
            }
            node = child;
        }
        return Optional.of(node);
    }

    /** The scalar under a path, as text. */
    public Optional<String> text(String... path) {
        return at(path).filter(value -> !(value instanceof Map) && !(value instanceof List))
                .map(Object::toString);
    }

    /** The whole number under a path. */
    public Optional<Integer> integer(String... path) {
        return at(path).filter(Number.class::isInstance).map(value -> ((Number) value).intValue());
    }

    /** The map under a path with its scalars as texts, empty when there is none. */
    public Map<String, String> texts(String... path) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (at(path).orElse(null) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> texts.put(key.toString(), value.toString()));
        }
        return texts;
    }

    /** The objects in the list under a path, empty when there is none. */
    public List<ObjectTree> trees(String... path) {
        return at(path).orElse(null) instanceof List<?> list
                ? list.stream()
                        .filter(Map.class::isInstance)
                        .map(item -> of((Map<?, ?>) item))
                        .toList()
                : List.of();
    }

    /** A copy with {@code value} under the path; maps on the way are made. */
    public ObjectTree with(Object value, String... path) {
        return new ObjectTree(changed(fields, valueOf(value), path, 0));
    }

    /** A copy without what lies under the path. */
    public ObjectTree without(String... path) {
        return new ObjectTree(changed(fields, null, path, 0));
    }

    /** Only the maps on the way are copied; the rest is shared. */
    private static Map<String, Object> changed(Map<?, ?> map, @Nullable Object value, String[] path, int depth) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, child) -> copy.put(String.valueOf(key), Objects.requireNonNull(child)));
        String field = path[depth];
        if (depth < path.length - 1) {
            Map<?, ?> child = copy.get(field) instanceof Map<?, ?> found ? found : Map.of();
            copy.put(field, changed(child, value, path, depth + 1));
        } else if (value == null) {
            copy.remove(field);
        } else {
            copy.put(field, value);
        }
        return Collections.unmodifiableMap(copy);
    }

    private static Map<String, Object> copyOf(Map<?, ?> source) {
        Map<String, Object> copy = new LinkedHashMap<>();
        source.forEach((key, value) -> {
            if (key != null && value != null) {
                copy.put(key.toString(), valueOf(value));
            }
        });
        return Collections.unmodifiableMap(copy);
    }

    private static Object valueOf(Object value) {
        return switch (value) {
            case Map<?, ?> map -> copyOf(map);
            case List<?> list ->
                list.stream()
                        .filter(item -> item != null)
                        .map(item -> valueOf(item))
                        .toList();
            case Boolean truth -> truth;
            case Integer number -> number;
            case Long number -> number;
            case Number number -> new BigDecimal(number.toString());
            default -> value.toString();
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ObjectTree that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return fields.toString();
    }
}
