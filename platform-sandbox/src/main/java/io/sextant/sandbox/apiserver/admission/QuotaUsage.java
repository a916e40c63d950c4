package io.sextant.sandbox.apiserver.admission;

import io.sextant.sandbox.apiserver.kind.KubeObject;
import io.sextant.sandbox.apiserver.kind.ResourceType;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** What one object counts for in a ResourceQuota: amounts by quota name, such as {@code requests.nvidia.com/gpu}. */
final class QuotaUsage {
    private static final Set<String> BY_OWN_NAME =
            Set.of("pods", "services", "secrets", "configmaps", "persistentvolumeclaims", "resourcequotas");

    private QuotaUsage() {}

    /** Whether objects of this kind count for an amount of that name. */
    static boolean counts(ResourceType type, String name) {
        if (name.equals("count/" + type.groupResource())) {
            return true;
        }
        return switch (type.kind()) {
            case "Pod" -> !name.startsWith("count/") && !name.equals("requests.storage");
            case "PersistentVolumeClaim" -> name.equals("requests.storage") || name.equals(type.plural());
            default -> BY_OWN_NAME.contains(type.groupResource()) && name.equals(type.plural());
        };
    }

    static Map<String, BigDecimal> of(ResourceType type, KubeObject object) {
        Map<String, BigDecimal> usage = new TreeMap<>();
        usage.put("count/" + type.groupResource(), BigDecimal.ONE);
        boolean finished = Set.of("Succeeded", "Failed").contains(object.text("status", "phase"));
        if (type.kind().equals("Pod") && finished) {
            return usage;
        }
        if (BY_OWN_NAME.contains(type.groupResource())) {
            usage.put(type.plural(), BigDecimal.ONE);
        }
        if (type.kind().equals("Pod")) {
            pod(object.at("spec"), usage);
        } else if (type.kind().equals("PersistentVolumeClaim")) {
            JsonNode storage = object.at("spec", "resources", "requests", "storage");
            if (!storage.isMissingNode()) {
                usage.put("requests.storage", Amounts.parse(storage));
            }
        }
        return usage;
    }

    /** Containers run together, init containers one at a time before them. */
    private static void pod(JsonNode spec, Map<String, BigDecimal> usage) {
        for (String side : Set.of("requests", "limits")) {
            Map<String, BigDecimal> together = new TreeMap<>();
            for (JsonNode container : spec.path("containers")) {
                amounts(container, side).forEach((name, amount) -> together.merge(name, amount, BigDecimal::add));
            }
            for (JsonNode container : spec.path("initContainers")) {
                amounts(container, side).forEach((name, amount) -> together.merge(name, amount, BigDecimal::max));
            }
            together.forEach((name, amount) -> {
                usage.put(side + "." + name, amount);
                if (side.equals("requests")) {
                    usage.put(name, amount);
                }
            });
        }
    }

    private static Map<String, BigDecimal> amounts(JsonNode container, String side) {
        Map<String, BigDecimal> amounts = new TreeMap<>();
        container
                .path("resources")
                .path(side)
                .properties()
                .forEach(entry -> amounts.put(entry.getKey(), Amounts.parse(entry.getValue())));
        return amounts;
    }
}
