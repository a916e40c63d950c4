package io.sextant.sandbox;

import io.fabric8.kubernetes.api.model.APIService;
import io.fabric8.kubernetes.api.model.APIServiceBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClassBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.sextant.sandbox.apiserver.AggregatedApis;
import io.sextant.sandbox.control.Timestamps;
import io.sextant.sandbox.nim.MetricFamily;
import io.sextant.sandbox.scheduler.VolumeController;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts into a new cluster what an administrator would have put there before Sextant came; what is there is left alone. */
final class ClusterFurnishing {
    private static final String DEPLOYER_NAMESPACE = "sextant-system";
    private static final String NIM_OPERATOR_NAMESPACE = "nim-operator";
    private static final String GPU_OPERATOR_NAMESPACE = "gpu-operator";
    private static final String NOT_A_KEY = "sandbox-only-not-a-real-key";

    private final KubernetesClient client;
    private final String operatorVersion;

    ClusterFurnishing(KubernetesClient client, String operatorVersion) {
        this.client = client;
        this.operatorVersion = operatorVersion;
    }

    void furnish(int nodes, Instant now) {
        for (String name : List.of(DEPLOYER_NAMESPACE, NIM_OPERATOR_NAMESPACE, GPU_OPERATOR_NAMESPACE)) {
            create(new NamespaceBuilder()
                    .withNewMetadata()
                    .withName(name)
                    .endMetadata()
                    .build());
        }
        GpuFleet.nodes(nodes, now).forEach(this::join);
        storageClasses().forEach(this::create);
        secrets().forEach(this::create);
        create(operator(
                NIM_OPERATOR_NAMESPACE,
                "k8s-nim-operator",
                "nvcr.io/nvidia/cloud-native/k8s-nim-operator",
                operatorVersion));
        create(operator(GPU_OPERATOR_NAMESPACE, "gpu-operator", "nvcr.io/nvidia/gpu-operator", "v26.7.0"));
        clusterPolicy(now);
        create(nimWebhooks());
        create(new IngressClassBuilder()
                .withNewMetadata()
                .withName("sandbox")
                .endMetadata()
                .withNewSpec()
                .withController("sextant.io/sandbox-ingress")
                .endSpec()
                .build());
        metricsAdapter(now);
    }

    private void join(Node node) {
        if (create(node)) {
            client.resource(node).updateStatus();
        }
    }

    private void clusterPolicy(Instant now) {
        GenericKubernetesResource policy = new GenericKubernetesResourceBuilder()
                .withApiVersion("nvidia.com/v1")
                .withKind("ClusterPolicy")
                .withNewMetadata()
                .withName("cluster-policy")
                .endMetadata()
                .addToAdditionalProperties(
                        "spec", Map.of("daemonsets", Map.of(), "driver", Map.of("version", "580.95.05")))
                .addToAdditionalProperties(
                        "status",
                        Map.of(
                                "state",
                                "ready",
                                "namespace",
                                GPU_OPERATOR_NAMESPACE,
                                "conditions",
                                List.of(Map.of(
                                        "type", "Ready",
                                        "status", "True",
                                        "reason", "Reconciled",
                                        "message",
                                                "ClusterPolicy is ready as all resources have been successfully"
                                                        + " reconciled",
                                        "lastTransitionTime", Timestamps.text(now)))))
                .build();
        if (create(policy)) {
            client.resource(policy).updateStatus();
        }
    }

    /** The API server plays these webhooks itself, for as long as they are configured. */
    private static ValidatingWebhookConfiguration nimWebhooks() {
        return new ValidatingWebhookConfigurationBuilder()
                .withNewMetadata()
                .withName("k8s-nim-operator-validating-webhook-configuration")
                .endMetadata()
                .withWebhooks(nimWebhook("nimcache"), nimWebhook("nimservice"))
                .build();
    }

    private static ValidatingWebhook nimWebhook(String kind) {
        return new ValidatingWebhookBuilder()
                .withName("v" + kind + "-v1alpha1.kb.io")
                .withAdmissionReviewVersions("v1")
                .withSideEffects("None")
                .withFailurePolicy("Fail")
                .withNewClientConfig()
                .withNewService()
                .withName("k8s-nim-operator-webhook-service")
                .withNamespace(NIM_OPERATOR_NAMESPACE)
                .withPath("/validate-apps-nvidia-com-v1alpha1-" + kind)
                .endService()
                .endClientConfig()
                .addNewRule()
                .withApiGroups("apps.nvidia.com")
                .withApiVersions("v1alpha1")
                .withOperations("CREATE", "UPDATE")
                .withResources(kind + "s")
                .endRule()
                .build();
    }

    /** The sandbox's autoscaler reads the metrics at the source; this tells clients what an adapter would list. */
    private void metricsAdapter(Instant now) {
        APIService adapter = new APIServiceBuilder()
                .withNewMetadata()
                .withName("v1beta1.custom.metrics.k8s.io")
                .addToAnnotations(
                        AggregatedApis.RESOURCES,
                        Stream.of(MetricFamily.values())
                                .flatMap(family -> family.adaptedRequests().stream())
                                .map(metric -> "pods/" + metric)
                                .collect(Collectors.joining(",")))
                .endMetadata()
                .withNewSpec()
                .withGroup("custom.metrics.k8s.io")
                .withVersion("v1beta1")
                .withGroupPriorityMinimum(100)
                .withVersionPriority(100)
                .withNewService()
                .withName("prometheus-adapter")
                .withNamespace("monitoring")
                .endService()
                .endSpec()
                .withNewStatus()
                .addNewCondition()
                .withType("Available")
                .withStatus("True")
                .withReason("Passed")
                .withMessage("all checks passed")
                .withLastTransitionTime(Timestamps.text(now))
                .endCondition()
                .endStatus()
                .build();
        if (create(adapter)) {
            client.resource(adapter).updateStatus();
        }
    }

    private static List<StorageClass> storageClasses() {
        return List.of(
                new StorageClassBuilder()
                        .withNewMetadata()
                        .withName("shared-nfs")
                        .withAnnotations(Map.of(
                                "storageclass.kubernetes.io/is-default-class", "true", VolumeController.SHARED, "true"))
                        .endMetadata()
                        .withProvisioner("nfs.csi.k8s.io")
                        .withReclaimPolicy("Delete")
                        .withVolumeBindingMode("Immediate")
                        .build(),
                new StorageClassBuilder()
                        .withNewMetadata()
                        .withName("local-nvme")
                        .endMetadata()
                        .withProvisioner("rancher.io/local-path")
                        .withReclaimPolicy("Delete")
                        .withVolumeBindingMode("WaitForFirstConsumer")
                        .build());
    }

    private static List<Secret> secrets() {
        return List.of(
                new SecretBuilder()
                        .withNewMetadata()
                        .withName("ngc-api")
                        .withNamespace(DEPLOYER_NAMESPACE)
                        .endMetadata()
                        .withType("Opaque")
                        .addToStringData("NGC_API_KEY", NOT_A_KEY)
                        .build(),
                new SecretBuilder()
                        .withNewMetadata()
                        .withName("ngc-pull")
                        .withNamespace(DEPLOYER_NAMESPACE)
                        .endMetadata()
                        .withType("kubernetes.io/dockerconfigjson")
                        .addToStringData(
                                ".dockerconfigjson",
                                "{\"auths\":{\"nvcr.io\":{\"username\":\"$oauthtoken\",\"password\":\"" + NOT_A_KEY
                                        + "\"}}}")
                        .build());
    }

    private static Deployment operator(String namespace, String name, String image, String version) {
        Map<String, String> selector = Map.of("app.kubernetes.io/name", name);
        Toleration gpuNodes = new TolerationBuilder()
                .withKey("nvidia.com/gpu")
                .withOperator("Exists")
                .build();
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .withLabels(selector)
                .addToLabels("app.kubernetes.io/version", version)
                .endMetadata()
                .withNewSpec()
                .withReplicas(1)
                .withNewSelector()
                .withMatchLabels(selector)
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(selector)
                .addToLabels("app.kubernetes.io/version", version)
                .endMetadata()
                .withNewSpec()
                .withTolerations(gpuNodes)
                .addNewContainer()
                .withName("manager")
                .withImage(image + ":" + version)
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    /** Whether it was not there before. */
    private boolean create(HasMetadata object) {
        try {
            client.resource(object).create();
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return false;
            }
            throw e;
        }
    }
}
