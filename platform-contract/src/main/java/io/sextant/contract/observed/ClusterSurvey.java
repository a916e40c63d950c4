package io.sextant.contract.observed;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster offers besides GPUs, as far as its deployer may see it: facts only, which the platform judges.
 *
 * @param gpuOperator absent where there is no ClusterPolicy
 * @param unreadable what the cluster did not let the deployer read, such as {@code storageclasses.storage.k8s.io}; nothing is
 *     known of it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ClusterSurvey(
        Deployer deployer,
        NimOperator nimOperator,
        @Nullable GpuOperator gpuOperator,
        List<StorageOffer> storage,
        Routing routing,
        Metrics metrics,
        List<SourceSecret> secrets,
        List<String> deniedAccess,
        List<String> unreadable) {
    public ClusterSurvey {
        storage = listed(storage);
        secrets = listed(secrets);
        deniedAccess = listed(deniedAccess);
        unreadable = listed(unreadable);
    }

    /**
     * The deployer itself.
     *
     * @param contract the {@link io.sextant.contract.DeployerApi#REVISION} it was built with
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Deployer(String version, int contract) {}

    /**
     * The NIM Operator.
     *
     * @param running whether a pod of it is ready; absent where it was not found
     * @param kinds of {@code apps.nvidia.com/v1alpha1} that the API server serves
     * @param serviceFields below {@code spec} of the NIMService's definition, the first two levels, such as
     *     {@code expose.router}; empty where the definition names none or cannot be read
     * @param admission whether a webhook checks its objects; absent where that cannot be read
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record NimOperator(
            @Nullable Boolean running,
            List<String> kinds,
            List<String> serviceFields,
            @Nullable Boolean admission) {
        public NimOperator {
            kinds = listed(kinds);
            serviceFields = listed(serviceFields);
        }
    }

    /**
     * The GPU Operator's ClusterPolicy.
     *
     * @param state {@code ready}, {@code notReady}, {@code ignored} or {@code disabled}; empty before it has one
     * @param reason of its condition that is not as it should be, else empty; {@code message} alike
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record GpuOperator(String state, String reason, String message) {}

    /**
     * A storage class.
     *
     * @param accessModes as its annotation {@code sextant.io/access-modes} states them; empty without one
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record StorageOffer(String name, String provisioner, boolean isDefault, List<String> accessModes) {
        /** Annotation by which an administrator says what no deployer can know of a provisioner. */
        public static final String ACCESS_MODES = "sextant.io/access-modes";

        public StorageOffer {
            accessModes = listed(accessModes);
        }
    }

    /**
     * The ways in from outside the cluster, by name.
     *
     * @param offer how endpoints are published there; absent where they are not
     * @param offerServed whether the API server knows the kind of route that the offer needs
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Routing(
            List<String> ingressClasses,
            List<String> gatewayClasses,
            @Nullable RouteOffer offer,
            Boolean offerServed) {
        public Routing {
            // Deployers of earlier releases do not send it.
            offerServed = Objects.requireNonNullElse(offerServed, false);
            ingressClasses = listed(ingressClasses);
            gatewayClasses = listed(gatewayClasses);
        }

        /** Ways in by which nothing is published. */
        public Routing(List<String> ingressClasses, List<String> gatewayClasses) {
            this(ingressClasses, gatewayClasses, null, false);
        }
    }

    /**
     * What autoscalers and Prometheus find.
     *
     * @param customMetrics whether {@code custom.metrics.k8s.io} is served and answers
     * @param trouble what its APIService says while it does not, else empty
     * @param podMetrics names of the metrics of pods that it lists
     * @param serviceMonitors whether the Prometheus Operator's kind is served
     * @param scaledObjects whether KEDA's kind is served
     * @param prometheus base URL of the Prometheus that KEDA asks; absent where the administrator named none
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Metrics(
            boolean customMetrics,
            String trouble,
            List<String> podMetrics,
            boolean serviceMonitors,
            boolean scaledObjects,
            @Nullable String prometheus) {
        public Metrics {
            podMetrics = listed(podMetrics);
        }

        /** Metrics that KEDA does not ask for. */
        public Metrics(
                boolean customMetrics,
                String trouble,
                List<String> podMetrics,
                boolean serviceMonitors,
                boolean scaledObjects) {
            this(customMetrics, trouble, podMetrics, serviceMonitors, scaledObjects, null);
        }

        /** Whether anything scales replicas by the requests in flight. */
        public boolean scales() {
            return customMetrics || kedaScales();
        }

        /** Whether KEDA can scale by what Prometheus scrapes; it then does so in place of the operator's autoscaler. */
        public boolean kedaScales() {
            return scaledObjects && serviceMonitors && prometheus != null;
        }
    }

    /**
     * A secret of the deployer's own namespace that deployments are given a copy of.
     *
     * @param key under which the value must be
     * @param filled whether it is there and not empty; the value itself is never told
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record SourceSecret(String name, String key, boolean filled) {}

    private static <T> List<T> listed(@Nullable List<T> items) {
        return List.copyOf(Objects.requireNonNullElse(items, List.of()));
    }
}
