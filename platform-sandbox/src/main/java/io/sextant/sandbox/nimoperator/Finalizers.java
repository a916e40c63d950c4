package io.sextant.sandbox.nimoperator;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.sextant.sandbox.control.Change;
import io.sextant.sandbox.control.Decision;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The operator's finalizers.
 *
 * <p>When the operator adds its finalizer it writes the whole object back as its Go types hold it, so fields that nobody
 * set come back with zero values.
 */
final class Finalizers {
    private Finalizers() {}

    /** Whether the object is settled: neither without the finalizer nor about to go. Otherwise what is needed is decided. */
    static boolean settled(GenericKubernetesResource resource, String finalizer, Decision decision) {
        boolean present = resource.getMetadata().getFinalizers().contains(finalizer);
        boolean deleted = resource.getMetadata().getDeletionTimestamp() != null;
        if (deleted) {
            if (present) {
                decision.add(new Change.Update(new GenericKubernetesResourceBuilder(resource)
                        .editMetadata()
                        .removeFromFinalizers(finalizer)
                        .endMetadata()
                        .build()));
            }
            return false;
        }
        if (!present) {
            GenericKubernetesResource zeroed =
                    Fields.with(resource, "spec", withZeroValues(resource.getKind(), Fields.map(resource, "spec")));
            decision.add(new Change.Update(new GenericKubernetesResourceBuilder(zeroed)
                    .editMetadata()
                    .addToFinalizers(finalizer)
                    .endMetadata()
                    .build()));
        }
        return present;
    }

    private static Map<String, Object> withZeroValues(String kind, Map<String, Object> spec) {
        Map<String, Object> copy = Fields.deepCopy(spec);
        if (kind.equals("NIMCache")) {
            Map<String, Object> resources = inner(copy, "resources");
            resources.putIfAbsent("cpu", "0");
            resources.putIfAbsent("memory", "0");
            return copy;
        }
        inner(inner(copy, "scale"), "hpa").putIfAbsent("maxReplicas", 0);
        inner(inner(copy, "storage"), "pvc");
        inner(inner(inner(copy, "expose"), "ingress"), "spec");
        inner(inner(copy, "metrics"), "serviceMonitor");
        inner(copy, "livenessProbe");
        inner(copy, "readinessProbe");
        inner(copy, "startupProbe");
        return copy;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> inner(Map<String, Object> outer, String name) {
        return (Map<String, Object>) outer.computeIfAbsent(name, missing -> new LinkedHashMap<String, Object>());
    }
}
