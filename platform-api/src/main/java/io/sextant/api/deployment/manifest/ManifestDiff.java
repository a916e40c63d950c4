package io.sextant.api.deployment.manifest;

import io.sextant.contract.SextantLabels;
import io.sextant.contract.desired.Manifest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Tells the fields in which two renderings of a deployment differ; the generation itself is not one of them. */
public final class ManifestDiff {
    private static final String GENERATION = "metadata.annotations." + SextantLabels.GENERATION;

    private ManifestDiff() {}

    /** The differences, by kind in the order of the manifests and then by path. */
    public static List<FieldChange> between(List<Manifest> before, List<Manifest> after) {
        Set<String> kinds = new LinkedHashSet<>();
        before.forEach(manifest -> kinds.add(manifest.kind()));
        after.forEach(manifest -> kinds.add(manifest.kind()));
        List<FieldChange> changes = new ArrayList<>();
        kinds.forEach(kind -> compare(kind, fields(kind, before), fields(kind, after), changes));
        return List.copyOf(changes);
    }

    private static void compare(
            String kind, Map<String, String> before, Map<String, String> after, List<FieldChange> changes) {
        Map<String, String> all = new TreeMap<>(before);
        all.putAll(after);
        all.keySet().stream()
                .filter(path -> !path.equals(GENERATION))
                .filter(path -> !Objects.equals(before.get(path), after.get(path)))
                .forEach(path -> changes.add(new FieldChange(kind, path, before.get(path), after.get(path))));
    }

    private static Map<String, String> fields(String kind, List<Manifest> manifests) {
        Map<String, String> fields = new TreeMap<>();
        manifests.stream()
                .filter(manifest -> manifest.kind().equals(kind))
                .forEach(manifest -> flatten("", ManifestYaml.tree(manifest), fields));
        return fields;
    }

    private static void flatten(String path, Object node, Map<String, String> fields) {
        switch (node) {
            case Map<?, ?> map ->
                map.forEach((key, value) -> {
                    if (value != null) {
                        flatten(path.isEmpty() ? key.toString() : path + "." + key, value, fields);
                    }
                });
            case List<?> list -> {
                int index = 0;
                for (Object item : list) {
                    flatten(path + "[" + label(item).orElse(Integer.toString(index)) + "]", item, fields);
                    index++;
                }
            }
            default -> fields.put(path, node.toString());
        }
    }

    /** Entries such as environment variables are known by their name, wherever they stand. */
    private static Optional<String> label(Object item) {
        return item instanceof Map<?, ?> map && map.get("name") instanceof String name
                ? Optional.of(name)
                : Optional.empty();
    }
}
