package io.sextant.deployer.kube.survey;

import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIService;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.sextant.contract.observed.ClusterSurvey;
import io.sextant.deployer.intent.Offers;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Whether autoscalers find metrics of pods, and who else watches them. */
final class MetricsSurvey {
    private static final String GROUP = "custom.metrics.k8s.io";
    private static final List<String> VERSIONS = List.of("v1beta1", "v1beta2");
    private static final String POD_METRIC = "pods/";

    private MetricsSurvey() {}

    static ClusterSurvey.Metrics look(Look look, Offers offers) {
        Optional<List<String>> listed = VERSIONS.stream()
                .map(version -> podMetrics(look, version))
                .flatMap(Optional::stream)
                .findFirst();
        return new ClusterSurvey.Metrics(
                listed.isPresent(),
                listed.isPresent() ? "" : trouble(look),
                listed.orElse(List.of()),
                look.serves("monitoring.coreos.com/v1", "ServiceMonitor"),
                look.serves("keda.sh/v1alpha1", "ScaledObject"),
                offers.prometheus());
    }

    /** Empty when the group is not served, or when what should serve it does not answer. */
    private static Optional<List<String>> podMetrics(Look look, String version) {
        try {
            return look.at(GROUP, () -> look.client().getApiResources(GROUP + "/" + version))
                    .map(found -> Objects.requireNonNullElse(found.getResources(), List.<APIResource>of()))
                    .map(resources -> resources.stream()
                            .map(APIResource::getName)
                            .filter(name -> name.startsWith(POD_METRIC))
                            .map(name -> name.substring(POD_METRIC.length()))
                            .sorted()
                            .toList());
        } catch (KubernetesClientException e) {
            if (e.getCode() == 0) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static String trouble(Look look) {
        return VERSIONS.stream()
                .map(version -> look.at(
                        "apiservices.apiregistration.k8s.io",
                        () -> look.client()
                                .apiServices()
                                .withName(version + "." + GROUP)
                                .get()))
                .flatMap(Optional::stream)
                .map(MetricsSurvey::unavailability)
                .findFirst()
                .orElse("");
    }

    private static String unavailability(APIService service) {
        return service.getStatus() == null || service.getStatus().getConditions() == null
                ? ""
                : service.getStatus().getConditions().stream()
                        .filter(condition ->
                                "Available".equals(condition.getType()) && !"True".equals(condition.getStatus()))
                        .map(condition -> Objects.requireNonNullElse(condition.getMessage(), ""))
                        .findFirst()
                        .orElse("");
    }
}
