package io.sextant.deployer.kube;

import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.sextant.deployer.cluster.ForeignField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

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
        for (ManagedFieldsEntry entry :
                Objects.requireNonNullElse(meta.getManagedFields(), List.<ManagedFieldsEntry>of())) {
            String manager = Objects.requireNonNullElse(entry.getManager(), "");
            if (entry.getFieldsV1() != null
                    && entry.getSubresource() == null
                    && isTool(manager)
                    && entry.getFieldsV1().getAdditionalProperties().get(SPEC) instanceof Map<?, ?> fields) {
                collect(manager, List.of("spec"), fields, foreign);
            }
        }
        return foreign;
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
