package io.sextant.sandbox.nimoperator;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.sextant.sandbox.control.Ownership;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The objects the operator makes for a NIMService.
 *
 * @param profile to be set in the environment; empty where the NIM is to choose
 * @param claim that holds the weights; null where nothing is kept
 * @param gpusOfProfile GPUs that the cached profile needs; 0 where that is unknown
 */
record ServiceObjects(
        ServiceSpec spec, String profile, @Nullable String claim, int gpusOfProfile) {
    static final String SPEC_HASH = "nvidia.com/parent-spec-hash";
    private static final int CONTAINER_PORT = 8000;
    private static final String MODEL_STORE = "model-store";
    private static final String MODEL_PATH = "/model-store";

    List<HasMetadata> account() {
        return List.of(
                new ServiceAccountBuilder().withMetadata(owned()).build(),
                new RoleBuilder()
                        .withMetadata(owned())
                        .withRules(new PolicyRuleBuilder()
                                .withApiGroups("security.openshift.io")
                                .withResources("securitycontextconstraints")
                                .withResourceNames("nonroot")
                                .withVerbs("use")
                                .build())
                        .build(),
                new RoleBindingBuilder()
                        .withMetadata(owned())
                        .withNewRoleRef("rbac.authorization.k8s.io", "Role", spec.name())
                        .addNewSubject()
                        .withKind("ServiceAccount")
                        .withName(spec.name())
                        .withNamespace(spec.namespace())
                        .endSubject()
                        .build());
    }

    Service service(int port) {
        return new ServiceBuilder()
                .withMetadata(owned())
                .withNewSpec()
                .withType(spec.serviceType())
                .withSelector(selector())
                .addNewPort()
                .withName("api")
                .withPort(port)
                .withTargetPort(new IntOrString("api"))
                .withProtocol("TCP")
                .endPort()
                .endSpec()
                .build();
    }

    /** Tells a Prometheus where the Service's metrics are. */
    GenericKubernetesResource serviceMonitor() {
        GenericKubernetesResource monitor = new GenericKubernetesResource();
        monitor.setApiVersion("monitoring.coreos.com/v1");
        monitor.setKind("ServiceMonitor");
        monitor.setMetadata(owned());
        monitor.setAdditionalProperty(
                "spec",
                Map.of(
                        "selector", Map.of("matchLabels", selector()),
                        "endpoints", List.of(Map.of("port", "api", "path", "/v1/metrics"))));
        return monitor;
    }

    HorizontalPodAutoscaler autoscaler() {
        return new HorizontalPodAutoscalerBuilder()
                .withMetadata(owned())
                .withNewSpecLike(spec.autoscaler())
                .withNewScaleTargetRef("apps/v1", "Deployment", spec.name())
                .endSpec()
                .build();
    }

    /** The Deployment with this many replicas. */
    Deployment deployment(int replicas) {
        Map<String, String> labels = new LinkedHashMap<>(selector());
        labels.putAll(OperatorLabels.service(spec.name()));
        labels.putAll(spec.labels());
        labels.putAll(selector());
        return new DeploymentBuilder()
                .withMetadata(owned())
                .withNewSpec()
                .withReplicas(replicas)
                .withNewSelector()
                .withMatchLabels(selector())
                .endSelector()
                .withNewStrategy()
                .withType("RollingUpdate")
                .withNewRollingUpdate()
                .withMaxSurge(new IntOrString(0))
                .withMaxUnavailable(new IntOrString("25%"))
                .endRollingUpdate()
                .endStrategy()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(labels)
                .withAnnotations(spec.annotations())
                .endMetadata()
                .withSpec(podSpec())
                .endTemplate()
                .endSpec()
                .build();
    }

    private PodSpec podSpec() {
        return new PodSpecBuilder()
                .withContainers(container())
                .withServiceAccountName(spec.name())
                .withNodeSelector(spec.nodeSelector())
                .withTolerations(spec.tolerations())
                .withAffinity(spec.affinity())
                .withSchedulerName(spec.schedulerName())
                .withImagePullSecrets(spec.pullSecrets().stream()
                        .map(LocalObjectReference::new)
                        .toList())
                .withVolumes(volumes())
                .build();
    }

    private List<Volume> volumes() {
        VolumeBuilder store = new VolumeBuilder().withName(MODEL_STORE);
        Volume weights = claim == null
                ? store.withNewEmptyDir().endEmptyDir().build()
                : store.withNewPersistentVolumeClaim(claim, false).build();
        Volume shared = new VolumeBuilder()
                .withName("dshm")
                .withNewEmptyDir()
                .withMedium("Memory")
                .endEmptyDir()
                .build();
        return List.of(weights, shared);
    }

    private Container container() {
        return new ContainerBuilder()
                .withName(spec.name() + "-ctr")
                .withImage(spec.image())
                .withEnv(environment())
                .withResources(resources())
                .addNewPort()
                .withName("api")
                .withContainerPort(CONTAINER_PORT)
                .withProtocol("TCP")
                .endPort()
                .addNewVolumeMount()
                .withName(MODEL_STORE)
                .withMountPath(MODEL_PATH)
                .endVolumeMount()
                .addNewVolumeMount()
                .withName("dshm")
                .withMountPath("/dev/shm")
                .endVolumeMount()
                .withStartupProbe(probe("/v1/health/ready", 30, 120))
                .withLivenessProbe(probe("/v1/health/live", 15, 3))
                .withReadinessProbe(probe("/v1/health/ready", 15, 3))
                .build();
    }

    private static Probe probe(String path, int delaySeconds, int failures) {
        return new ProbeBuilder()
                .withNewHttpGet()
                .withPath(path)
                .withPort(new IntOrString("api"))
                .endHttpGet()
                .withInitialDelaySeconds(delaySeconds)
                .withPeriodSeconds(10)
                .withTimeoutSeconds(1)
                .withFailureThreshold(failures)
                .build();
    }

    /** What the operator injects, overridden by what the user set. */
    private List<EnvVar> environment() {
        Map<String, EnvVar> all = new LinkedHashMap<>();
        put(all, "NIM_CACHE_PATH", MODEL_PATH);
        put(all, "NIM_SERVER_PORT", Integer.toString(CONTAINER_PORT));
        put(all, "NIM_HTTP_API_PORT", Integer.toString(CONTAINER_PORT));
        put(all, "NIM_JSONL_LOGGING", "1");
        put(all, "NIM_LOG_LEVEL", "INFO");
        all.put(
                "NGC_API_KEY",
                new EnvVarBuilder()
                        .withName("NGC_API_KEY")
                        .withNewValueFrom()
                        .withNewSecretKeyRef("NGC_API_KEY", spec.authSecret(), false)
                        .endValueFrom()
                        .build());
        if (!profile.isEmpty()) {
            put(all, "NIM_MODEL_PROFILE", profile);
        }
        spec.env().forEach(variable -> all.put(variable.getName(), variable));
        return new ArrayList<>(all.values());
    }

    private static void put(Map<String, EnvVar> all, String name, String value) {
        all.put(name, new EnvVarBuilder().withName(name).withValue(value).build());
    }

    /** As the spec has it; GPUs are added from a cached profile only where the spec names none. */
    private ResourceRequirements resources() {
        ResourceRequirements asked = spec.resources();
        boolean named =
                asked.getLimits().containsKey(NimPod.GPU) || asked.getRequests().containsKey(NimPod.GPU);
        if (named || gpusOfProfile == 0) {
            return asked;
        }
        Quantity gpus = new Quantity(Integer.toString(gpusOfProfile));
        return new ResourceRequirementsBuilder(asked)
                .addToLimits(NimPod.GPU, gpus)
                .addToRequests(NimPod.GPU, gpus)
                .build();
    }

    private Map<String, String> selector() {
        return Map.of("app", spec.name());
    }

    private ObjectMeta owned() {
        Map<String, String> labels = new LinkedHashMap<>(OperatorLabels.service(spec.name()));
        labels.putAll(spec.labels());
        labels.put(OperatorLabels.MANAGED_BY, OperatorLabels.OPERATOR);
        return new ObjectMetaBuilder()
                .withName(spec.name())
                .withNamespace(spec.namespace())
                .withLabels(labels)
                .withAnnotations(Map.of(SPEC_HASH, spec.hash()))
                .withOwnerReferences(Ownership.by(spec.resource()))
                .build();
    }
}
