package io.sextant.deployer.kube;

import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.sextant.contract.SextantLabels;
import io.sextant.deployer.cluster.ForeignField;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who wrote which field of an object, as the API server keeps it in {@code metadata.managedFields}. */
final class FieldOwnership {
    private static final String FIELD = "f:";
    private static final String SPEC = "f:spec";

    /**
     * What people write with, by how its name begins. Controllers are not told apart from the rest by their names, and the NIM Operator
     * writes zero values into every object: taking those back would never end.
     */
    private static final List<String> TOOLS = List.of(
            "kubectl", "oc", "k9s", "mozilla", "node-fetch", "lens", "headlamp", "helm", "terraform", "curl", "python");

    private FieldOwnership() {}

    /** The fields of the specification that people wrote. */
    static List<ForeignField> foreign(ObjectMeta meta) {
        List<ForeignField> foreign = new ArrayList<>();
        for (ManagedFieldsEntry entry : entries(meta)) {
            if (isOfPeople(entry)
                    && entry.getFieldsV1() != null
                    && entry.getFieldsV1().getAdditionalProperties().get(SPEC) instanceof Map<?, ?> fields) {
                collect(entry.getManager(), List.of("spec"), fields, foreign);
            }
        }
        return foreign;
    }

    /** When the fields that the deployer owns last changed, as the API server remembers it. */
    static @Nullable Instant appliedAt(ObjectMeta meta) {
        return entries(meta).stream()
                .filter(FieldOwnership::isOurs)
                .filter(entry -> entry.getTime() != null)
                .map(entry -> Timestamp.of(entry.getTime(), Instant.EPOCH))
                .max(Instant::compareTo)
                .orElse(null);
    }

    /** Drops what is asked of none: most of what an object takes in memory is who wrote which of its fields. */
    static void trim(ObjectMeta meta) {
        List<ManagedFieldsEntry> kept = new ArrayList<>();
        for (ManagedFieldsEntry entry : entries(meta)) {
            if (isOurs(entry)) {
                entry.setFieldsV1(null);
                kept.add(entry);
            } else if (isOfPeople(entry)) {
                kept.add(entry);
            }
        }
        meta.setManagedFields(kept);
    }

    private static List<ManagedFieldsEntry> entries(ObjectMeta meta) {
        return Objects.requireNonNullElse(meta.getManagedFields(), List.of());
    }

    private static boolean isOurs(ManagedFieldsEntry entry) {
        return SextantLabels.FIELD_MANAGER.equals(entry.getManager());
    }

    private static boolean isOfPeople(ManagedFieldsEntry entry) {
        return entry.getSubresource() == null && entry.getManager() != null && isTool(entry.getManager());
    }

    private static boolean isTool(String manager) {
        String name = manager.toLowerCase(Locale.ROOT);
        return TOOLS.stream().anyMatch(name::startsWith);
    }

    /** Items of lists are told as their list. */
    private static void collect(String manager, List<String> path, Map<?, ?> fields, List<ForeignField> foreign) {
        boolean leaf = true;
        for (Map.Entry<?, ?> entry : fields.entrySet()) {
            String key = String.valueOf(entry.getKey());
            if (key.startsWith(FIELD) && entry.getValue() instanceof Map<?, ?> below) {
                List<String> longer = new ArrayList<>(path);
                longer.add(key.substring(FIELD.length()));
                collect(manager, longer, below, foreign);
                leaf = false;
            }
        }
        if (leaf && path.size() > 1) {
            foreign.add(new ForeignField(manager, path));
        }
    }
}
