package io.sextant.deployer.kube;

import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.sextant.contract.SextantLabels;
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

    /** The NIM Operator writes as {@code manager}, from the name of its binary, and Kubernetes' own as {@code kube-controller-manager}. */
    private static final List<String> CONTROLLERS = List.of("manager", "operator", "controller");

    private FieldOwnership() {}

    /** The fields of the specification that neither the deployer nor a controller wrote. */
    static List<ForeignField> foreign(ObjectMeta meta) {
        List<ForeignField> foreign = new ArrayList<>();
        for (ManagedFieldsEntry entry :
                Objects.requireNonNullElse(meta.getManagedFields(), List.<ManagedFieldsEntry>of())) {
            String manager = Objects.requireNonNullElse(entry.getManager(), "");
            if (entry.getFieldsV1() != null
                    && entry.getSubresource() == null
                    && !manager.equals(SextantLabels.FIELD_MANAGER)
                    && !isController(manager)
                    && entry.getFieldsV1().getAdditionalProperties().get(SPEC) instanceof Map<?, ?> fields) {
                collect(manager, List.of("spec"), fields, foreign);
            }
        }
        return foreign;
    }

    private static boolean isController(String manager) {
        String name = manager.toLowerCase(Locale.ROOT);
        return CONTROLLERS.stream().anyMatch(name::contains);
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
