package io.sextant.deployer.kube.survey;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.sextant.contract.observed.ClusterSurvey;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the GPU Operator says of itself in its ClusterPolicy. */
final class GpuOperatorSurvey {
    private static final ResourceDefinitionContext POLICY = new ResourceDefinitionContext.Builder()
            .withGroup("nvidia.com")
            .withVersion("v1")
            .withKind("ClusterPolicy")
            .withPlural("clusterpolicies")
            .withNamespaced(false)
            .build();

    private GpuOperatorSurvey() {}

    static ClusterSurvey.@Nullable GpuOperator look(Look look) {
        return look
                .at(
                        "clusterpolicies.nvidia.com",
                        () -> look.client()
                                .genericKubernetesResources(POLICY)
                                .list()
                                .getItems())
                .orElse(List.of())
                .stream()
                .findFirst()
                .map(GpuOperatorSurvey::of)
                .orElse(null);
    }

    private static ClusterSurvey.GpuOperator of(GenericKubernetesResource policy) {
        Map<?, ?> status = map(policy.getAdditionalProperties().get("status"));
        Optional<Map<?, ?>> amiss = conditions(status).stream()
                .filter(condition -> text(condition, "type").equals("Error")
                        ? text(condition, "status").equals("True")
                        : text(condition, "status").equals("False"))
                .findFirst();
        return new ClusterSurvey.GpuOperator(
                text(status, "state"),
                amiss.map(condition -> text(condition, "reason")).orElse(""),
                amiss.map(condition -> text(condition, "message")).orElse(""));
    }

    private static List<Map<?, ?>> conditions(Map<?, ?> status) {
        return status.get("conditions") instanceof List<?> conditions
                ? conditions.stream().<Map<?, ?>>map(GpuOperatorSurvey::map).toList()
                : List.of();
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static String text(Map<?, ?> object, String field) {
        return Objects.toString(object.get(field), "");
    }
}
