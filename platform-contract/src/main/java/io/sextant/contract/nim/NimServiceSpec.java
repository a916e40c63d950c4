package io.sextant.contract.nim;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpec;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a NIM serves: image, weights, GPUs, replicas and how it is reached.
 *
 * @param nodeSelector rendered unquoted by the operator, so no value may read as a number or a truth value
 * @param affinity known to the operator from 3.0.2
 * @param replicas absent when {@code scale.enabled}: the two exclude each other
 * @param priorityClassName known to the operator from 3.1.2
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NimServiceSpec(
        Image image,
        String authSecret,
        @Nullable List<EnvVar> env,
        Storage storage,
        @Nullable Map<String, String> labels,
        @Nullable Map<String, String> nodeSelector,
        @Nullable Affinity affinity,
        @Nullable List<Toleration> tolerations,
        ResourceRequirements resources,
        @Nullable Integer replicas,
        @Nullable Scale scale,
        Expose expose,
        @Nullable Metrics metrics,
        @Nullable ProbeSetting startupProbe,
        @Nullable ProbeSetting livenessProbe,
        @Nullable ProbeSetting readinessProbe,
        @Nullable Long userID,
        @Nullable Long groupID,
        @Nullable String priorityClassName) {

    /** The container image. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Image(
            String repository,
            String tag,
            @Nullable String pullPolicy,
            @Nullable List<String> pullSecrets) {}

    /** Where the weights lie. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Storage(CacheRef nimCache, @Nullable String sharedMemorySizeLimit) {}

    /**
     * A NIMCache by name.
     *
     * @param profile the 64-hex id of a profile the cache holds
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CacheRef(String name, @Nullable String profile) {}

    /** Autoscaling by a HorizontalPodAutoscaler that the operator makes. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Scale(boolean enabled, @Nullable Hpa hpa) {}

    /**
     * Bounds, metrics and behaviour of the HorizontalPodAutoscaler.
     *
     * @param minReplicas at least 1
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Hpa(
            int minReplicas,
            int maxReplicas,
            @Nullable List<MetricSpec> metrics,
            @Nullable HorizontalPodAutoscalerBehavior behavior) {}

    /** How the service is reached. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Expose(ServicePort service) {}

    /**
     * The Kubernetes Service.
     *
     * @param port always sent: the operator dereferences it unchecked
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ServicePort(String type, int port) {}

    /** Whether metrics are scraped. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Metrics(boolean enabled, @Nullable ServiceMonitor serviceMonitor) {}

    /** Settings of the ServiceMonitor that the operator makes. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ServiceMonitor(
            @Nullable Map<String, String> additionalLabels,
            @Nullable String interval,
            @Nullable String scrapeTimeout) {}

    /** A probe that replaces the operator's own. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ProbeSetting(boolean enabled, @Nullable Probe probe) {}
}
