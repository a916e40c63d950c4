package io.sextant.sandbox.nimoperator;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fields of custom resources that are read and written as they are, unknown ones included. */
final class Fields {
    private Fields() {}

    /** The text at a path; empty where there is none. */
    static String text(GenericKubernetesResource resource, Object... path) {
        Object value = resource.get(path);
        return value == null ? "" : value.toString();
    }

    /** The list at a path; empty where there is none. */
    static List<Object> list(GenericKubernetesResource resource, Object... path) {
        List<Object> value = resource.get(path);
        return value == null ? List.of() : value;
    }

    /** The object at a path; empty where there is none. */
    static Map<String, Object> map(GenericKubernetesResource resource, Object... path) {
        Map<String, Object> value = resource.get(path);
        return value == null ? Map.of() : value;
    }

    static boolean isTrue(GenericKubernetesResource resource, Object... path) {
        return text(resource, path).equals("true");
    }

    /** The resource with one top-level field replaced. */
    static GenericKubernetesResource with(GenericKubernetesResource resource, String field, Object value) {
        Map<String, Object> all = new LinkedHashMap<>(resource.getAdditionalProperties());
        all.put(field, value);
        return resource.toBuilder().withAdditionalProperties(all).build();
    }

    /** A copy that can be changed at every depth. */
    static Map<String, Object> deepCopy(Map<String, Object> source) {
        Map<String, Object> copy = new LinkedHashMap<>();
        source.forEach((name, value) -> copy.put(name, copyOf(value)));
        return copy;
    }

    private static @Nullable Object copyOf(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((name, inner) -> copy.put(name.toString(), copyOf(inner)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(inner -> copy.add(copyOf(inner)));
            return copy;
        }
        return value;
    }
}
