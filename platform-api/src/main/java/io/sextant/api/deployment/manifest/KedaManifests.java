package io.sextant.api.deployment.manifest;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.sextant.contract.desired.Manifest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Lets KEDA scale the Deployment that the NIM Operator makes, by the same measure as the operator's autoscaler: requests in flight
 * per replica.
 *
 * <p>The bounds stand here alone. The NIMService names no replicas, or the operator would put them back, and none of its fields
 * follows the bounds, since each change of its specification sets the Deployment to one replica for a moment.
 */
public final class KedaManifests {
    /** KEDA's own annotation: it holds the target at so many replicas and does nothing else. */
    private static final String PAUSED = "autoscaling.keda.sh/paused-replicas";

    private static final int POLL_SECONDS = 15;

    private KedaManifests() {}

    /** The ScaledObject, where KEDA scales and there is something to follow. */
    public static Optional<Manifest> scaledObject(NimBlueprint blueprint) {
        String prometheus = blueprint.cluster().kedaPrometheus();
        if (prometheus == null || !blueprint.replicas().follow()) {
            return Optional.empty();
        }
        GenericKubernetesResource scaled = new GenericKubernetesResource();
        scaled.setApiVersion("keda.sh/v1alpha1");
        scaled.setKind("ScaledObject");
        scaled.setMetadata(metadata(blueprint));
        scaled.setAdditionalProperty("spec", spec(blueprint, prometheus));
        return Optional.of(ManifestYaml.of(scaled));
    }

    private static ObjectMeta metadata(NimBlueprint blueprint) {
        ObjectMeta metadata = NimManifests.metadata(blueprint, blueprint.name());
        if (blueprint.stopped()) {
            metadata.getAnnotations().put(PAUSED, "0");
        }
        return metadata;
    }

    /** Sorted, so that the same blueprint is the same text. */
    private static Map<String, Object> spec(NimBlueprint blueprint, String prometheus) {
        Map<String, Object> scaleDown = Map.of(
                "stabilizationWindowSeconds",
                Autoscale.stabilisation(blueprint.replicas().coldStart()).toSeconds());
        return new TreeMap<>(Map.of(
                "scaleTargetRef",
                new TreeMap<>(Map.of("apiVersion", "apps/v1", "kind", "Deployment", "name", blueprint.name())),
                "pollingInterval",
                POLL_SECONDS,
                "minReplicaCount",
                blueprint.replicas().min(),
                "maxReplicaCount",
                blueprint.replicas().max(),
                "advanced",
                Map.of("horizontalPodAutoscalerConfig", Map.of("behavior", Map.of("scaleDown", scaleDown))),
                "triggers",
                List.of(trigger(blueprint, prometheus))));
    }

    /** Null values are not taken for zero: with nothing scraped the replicas stay as they are. */
    private static Map<String, Object> trigger(NimBlueprint blueprint, String prometheus) {
        String target = Integer.toString(blueprint.replicas().targetConcurrency());
        return new TreeMap<>(Map.of(
                "type",
                "prometheus",
                "metricType",
                "AverageValue",
                "metadata",
                new TreeMap<>(Map.of(
                        "serverAddress",
                        prometheus,
                        "query",
                        query(blueprint),
                        "threshold",
                        target,
                        "ignoreNullValues",
                        "false"))));
    }

    /** By the labels that a ServiceMonitor's targets bear. */
    private static String query(NimBlueprint blueprint) {
        String of = "{namespace=\"%s\",service=\"%s\"}".formatted(blueprint.namespace(), blueprint.name());
        return "sum(%s%s) + sum(%s%s)"
                .formatted(
                        blueprint.metricFamily().runningRequests(),
                        of,
                        blueprint.metricFamily().waitingRequests(),
                        of);
    }
}
