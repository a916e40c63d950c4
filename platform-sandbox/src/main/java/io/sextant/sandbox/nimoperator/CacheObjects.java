package io.sextant.sandbox.nimoperator;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.sextant.sandbox.control.Ownership;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The objects the operator makes for a NIMCache. */
record CacheObjects(CacheSpec cache) {
    private static final String CONTAINER = "nim-cache-ctr";
    private static final String VOLUME = "nim-cache-volume";
    private static final String MODEL_STORE = "/model-store";
    private static final int BACKOFF_LIMIT = 5;
    private static final int KEPT_SECONDS = 600;
    static final String ACCOUNT = "nim-cache-sa";
    static final String MANIFEST_KEY = "model_manifest.yaml";

    /** Service account and its rights; shared by the namespace and never deleted. */
    List<HasMetadata> account() {
        ObjectMeta shared = new ObjectMetaBuilder()
                .withNamespace(cache.namespace())
                .withLabels(Map.of("app", OperatorLabels.OPERATOR))
                .build();
        return List.of(
                new ServiceAccountBuilder().withMetadata(named(shared, ACCOUNT)).build(),
                new RoleBuilder()
                        .withMetadata(named(shared, "nim-cache-role"))
                        .withRules(new PolicyRuleBuilder()
                                .withApiGroups("security.openshift.io")
                                .withResources("securitycontextconstraints")
                                .withResourceNames("nonroot")
                                .withVerbs("use")
                                .build())
                        .build(),
                new RoleBindingBuilder()
                        .withMetadata(named(shared, "nim-cache-rolebinding"))
                        .withNewRoleRef("rbac.authorization.k8s.io", "Role", "nim-cache-role")
                        .addNewSubject()
                        .withKind("ServiceAccount")
                        .withName(ACCOUNT)
                        .withNamespace(cache.namespace())
                        .endSubject()
                        .build());
    }

    PersistentVolumeClaim claim() {
        String storageClass = cache.claim("storageClass");
        return new PersistentVolumeClaimBuilder()
                .withMetadata(owned(cache.claimName()))
                .withNewSpec()
                .withAccessModes(
                        cache.claim("volumeAccessMode").isEmpty() ? "ReadWriteOnce" : cache.claim("volumeAccessMode"))
                .withStorageClassName(storageClass.isEmpty() ? null : storageClass)
                .withNewResources()
                .addToRequests("storage", Quantity.parse(cache.claim("size")))
                .endResources()
                .endSpec()
                .build();
    }

    String manifestPodName() {
        return cache.name() + "-pod";
    }

    Pod manifestPod() {
        PodSpec spec = podSpec(new ContainerBuilder()
                        .withName(CONTAINER)
                        .withImage(cache.puller())
                        .withCommand("sh", "-c", NimPod.SHOW_MANIFEST)
                        .build())
                .withRestartPolicy("Always")
                .build();
        return new PodBuilder()
                .withMetadata(owned(manifestPodName()))
                .withSpec(spec)
                .build();
    }

    String manifestName() {
        return cache.name() + "-manifest";
    }

    ConfigMap manifest(NimImage image, String release) {
        return new ConfigMapBuilder()
                .withMetadata(owned(manifestName()))
                .withData(Map.of(MANIFEST_KEY, ModelManifest.yaml(image, release)))
                .build();
    }

    String jobName() {
        return cache.name() + "-job";
    }

    Job job(List<String> profiles) {
        List<String> arguments = new ArrayList<>();
        if (!profiles.isEmpty()) {
            arguments.add(NimPod.PROFILES_ARGUMENT);
            arguments.addAll(profiles);
        }
        Container container = new ContainerBuilder()
                .withName(CONTAINER)
                .withImage(cache.puller())
                .withCommand(NimPod.DOWNLOAD)
                .withArgs(arguments)
                .withEnv(
                        new EnvVarBuilder()
                                .withName("NGC_API_KEY")
                                .withNewValueFrom()
                                .withNewSecretKeyRef("NGC_API_KEY", cache.authSecret(), false)
                                .endValueFrom()
                                .build(),
                        new EnvVarBuilder()
                                .withName("NIM_CACHE_PATH")
                                .withValue(MODEL_STORE)
                                .build())
                .addNewVolumeMount()
                .withName(VOLUME)
                .withMountPath(MODEL_STORE)
                .endVolumeMount()
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .build();
        PodSpec spec = podSpec(container)
                .withRestartPolicy("Never")
                .addNewVolume()
                .withName(VOLUME)
                .withNewPersistentVolumeClaim(cache.claimName(), false)
                .endVolume()
                .build();
        return new JobBuilder()
                .withMetadata(owned(jobName()))
                .withNewSpec()
                .withBackoffLimit(BACKOFF_LIMIT)
                .withTtlSecondsAfterFinished(KEPT_SECONDS)
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(OperatorLabels.cache(cache.name()))
                .endMetadata()
                .withSpec(spec)
                .endTemplate()
                .endSpec()
                .build();
    }

    private PodSpecBuilder podSpec(Container container) {
        return new PodSpecBuilder()
                .withContainers(container)
                .withServiceAccountName(ACCOUNT)
                .withNodeSelector(cache.nodeSelector())
                .withTolerations(cache.tolerations())
                .withImagePullSecrets(
                        cache.pullSecret().isEmpty()
                                ? List.of()
                                : List.of(new LocalObjectReference(cache.pullSecret())))
                .withNewSecurityContext()
                .withRunAsUser(1000L)
                .withFsGroup(2000L)
                .withRunAsNonRoot(true)
                .endSecurityContext();
    }

    private ObjectMeta owned(String name) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(cache.namespace())
                .withLabels(OperatorLabels.cache(cache.name()))
                .withOwnerReferences(Ownership.by(cache.resource()))
                .build();
    }

    private static ObjectMeta named(ObjectMeta shared, String name) {
        return new ObjectMetaBuilder(shared).withName(name).build();
    }
}
