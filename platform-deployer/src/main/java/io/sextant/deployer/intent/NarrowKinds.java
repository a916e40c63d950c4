package io.sextant.deployer.intent;

import io.sextant.deployer.cluster.AppliedKind;
import io.sextant.deployer.cluster.ObjectTree;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The few fields that are admitted of kinds which could harm others with the rest: a Service with external addresses takes
 * other people's traffic, and a disruption budget keeps nodes from being drained.
 */
final class NarrowKinds {
    private static final Map<AppliedKind, Set<String>> FIELDS = Map.of(
            AppliedKind.SERVICE,
            Set.of("type", "selector", "ports"),
            AppliedKind.POD_DISRUPTION_BUDGET,
            Set.of("maxUnavailable", "selector", "unhealthyPodEvictionPolicy"));

    private NarrowKinds() {}

    /** What is too much, if anything is. */
    static Optional<String> excess(AppliedKind kind, ObjectTree tree) {
        Set<String> admitted = FIELDS.get(kind);
        if (admitted == null) {
            return Optional.empty();
        }
        Set<String> others = fields(tree);
        others.removeAll(admitted);
        return others.isEmpty() ? rule(kind, tree) : Optional.of("sets spec." + String.join(", spec.", others));
    }

    private static Optional<String> rule(AppliedKind kind, ObjectTree tree) {
        if (kind == AppliedKind.SERVICE) {
            boolean plain = tree.text("spec", "type").orElse("ClusterIP").equals("ClusterIP")
                    && tree.texts("spec", "selector").keySet().equals(Set.of("app"));
            return plain ? Optional.empty() : Optional.of("is no ClusterIP Service that selects by the label app");
        }
        boolean drains = tree.integer("spec", "maxUnavailable").orElse(0) > 0;
        return drains ? Optional.empty() : Optional.of("lets no pod be evicted");
    }

    private static Set<String> fields(ObjectTree tree) {
        Set<String> fields = new TreeSet<>();
        if (tree.at("spec").orElse(Map.of()) instanceof Map<?, ?> spec) {
            spec.keySet().forEach(field -> fields.add(String.valueOf(field)));
        }
        return fields;
    }
}
