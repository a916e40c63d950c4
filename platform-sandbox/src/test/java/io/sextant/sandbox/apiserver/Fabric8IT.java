package io.sextant.sandbox.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.sextant.contract.nim.NimService;
import io.sextant.contract.nim.NimServiceSpec;
import io.sextant.contract.nim.NimServiceStatus;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Fabric8IT {
    private static final String NS = "sextant-search";

    private SandboxApiServer server = SandboxApiServer.start(SandboxApiServer.Options.inMemory());
    private KubernetesClient client = client(server);

    static KubernetesClient client(SandboxApiServer server) {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withAutoConfigure(false)
                        .withMasterUrl(server.url().toString())
                        .withWatchReconnectInterval(100)
                        .build())
                .build();
    }

    @BeforeEach
    void createNamespace() {
        client.namespaces().resource(namespace(NS)).create();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private static io.fabric8.kubernetes.api.model.Namespace namespace(String name) {
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .build();
    }

    private static NimService nimService(String name, Integer replicas) {
        NimService service = new NimService();
        service.getMetadata().setName(name);
        service.getMetadata().setNamespace(NS);
        service.getMetadata().setLabels(Map.of("app.kubernetes.io/managed-by", "sextant"));
        service.setSpec(new NimServiceSpec(
                new NimServiceSpec.Image("nvcr.io/nim/meta/llama-3.1-8b-instruct", "1.15.5", null, List.of("ngc-pull")),
                "ngc-api",
                null,
                new NimServiceSpec.Storage(new NimServiceSpec.CacheRef("llama", null), null),
                null,
                null,
                null,
                null,
                new ResourceRequirementsBuilder()
                        .addToLimits("nvidia.com/gpu", new Quantity("1"))
                        .build(),
                replicas,
                null,
                new NimServiceSpec.Expose(new NimServiceSpec.ServicePort("ClusterIP", 8000)),
                null,
                null,
                null,
                null,
                null,
                null,
                null));
        return service;
    }

    private static PatchContext apply(String manager, boolean force) {
        return new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(manager)
                .withForce(force)
                .withFieldValidation("Strict")
                .build();
    }

    @Test
    void appliesATypedNimServiceAndKeepsItsStatusApart() {
        NimService applied = client.resource(nimService("llama", 1)).patch(apply("sextant-deployer", false));
        assertThat(applied.getMetadata().getGeneration()).isEqualTo(1);
        assertThat(applied.getMetadata().getManagedFields())
                .singleElement()
                .satisfies(entry -> assertThat(entry.getOperation()).isEqualTo("Apply"));

        NimService withStatus = client.resource(applied).get();
        withStatus.setStatus(new NimServiceStatus("Ready", null, null, null));
        client.resource(withStatus).updateStatus();
        NimService again = client.resource(nimService("llama", 2)).patch(apply("sextant-deployer", false));

        assertThat(again.getStatus().state()).isEqualTo("Ready");
        assertThat(again.getMetadata().getGeneration()).isEqualTo(2);
        assertThat(again.getSpec().replicas()).isEqualTo(2);
    }

    @Test
    void applyingTheSameAgainWritesNothing() {
        NimService first = client.resource(nimService("llama", 1)).patch(apply("sextant-deployer", false));
        NimService second = client.resource(nimService("llama", 1)).patch(apply("sextant-deployer", false));

        assertThat(second.getMetadata().getResourceVersion())
                .isEqualTo(first.getMetadata().getResourceVersion());
    }

    @Test
    void refusesToTakeOverAnothersFieldsUnlessForced() {
        client.resource(nimService("llama", 1)).patch(apply("sextant-deployer", false));

        assertThatThrownBy(() -> client.resource(nimService("llama", 3)).patch(apply("someone-else", false)))
                .isInstanceOfSatisfying(KubernetesClientException.class, e -> {
                    assertThat(e.getCode()).isEqualTo(409);
                    assertThat(e.getStatus().getDetails().getCauses())
                            .singleElement()
                            .satisfies(cause -> assertThat(cause.getField()).isEqualTo(".spec.replicas"));
                });
        NimService forced = client.resource(nimService("llama", 3)).patch(apply("someone-else", true));
        assertThat(forced.getSpec().replicas()).isEqualTo(3);
    }

    @Test
    void refusesAStaleUpdate() {
        ConfigMap first = client.resource(configMap("settings", "1")).create();
        client.resource(new ConfigMapBuilder(first).addToData("k", "2").build()).update();
        ConfigMap stale = new ConfigMapBuilder(first).addToData("k", "3").build();

        assertThatThrownBy(() -> client.resource(stale).lockResourceVersion().update())
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        e -> assertThat(e.getCode()).isEqualTo(409));
    }

    private static ConfigMap configMap(String name, String value) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(NS)
                .endMetadata()
                .addToData("k", value)
                .build();
    }

    @Test
    void informsAboutAddedChangedAndDeletedObjects() {
        Queue<String> seen = new ConcurrentLinkedQueue<>();
        try (var informer = client.configMaps().inNamespace(NS).inform(new RecordingHandler(seen))) {
            client.resource(configMap("settings", "1")).create();
            client.resource(configMap("settings", "2")).patch(apply("someone", true));
            client.resource(configMap("settings", "2")).delete();

            await().untilAsserted(() -> assertThat(seen).containsExactly("add 1", "update 2", "delete 2"));
            assertThat(informer.isRunning()).isTrue();
        }
    }

    private record RecordingHandler(Queue<String> seen)
            implements io.fabric8.kubernetes.client.informers.ResourceEventHandler<ConfigMap> {
        @Override
        public void onAdd(ConfigMap object) {
            seen.add("add " + object.getData().get("k"));
        }

        @Override
        public void onUpdate(ConfigMap before, ConfigMap after) {
            seen.add("update " + after.getData().get("k"));
        }

        @Override
        public void onDelete(ConfigMap object, boolean unknown) {
            seen.add("delete " + object.getData().get("k"));
        }
    }

    @Test
    void resumesAWatchAfterARevision() {
        ConfigMap first = client.resource(configMap("settings", "1")).create();
        client.resource(configMap("settings", "2")).patch(apply("someone", true));
        Queue<String> seen = new ConcurrentLinkedQueue<>();

        try (Watch watch = client.configMaps()
                .inNamespace(NS)
                .withResourceVersion(first.getMetadata().getResourceVersion())
                .watch(new RecordingWatcher(seen))) {
            assertThat(watch).isNotNull();
            await().untilAsserted(() -> assertThat(seen).containsExactly("MODIFIED 2"));
        }
    }

    private record RecordingWatcher(Queue<String> seen) implements Watcher<ConfigMap> {
        @Override
        public void eventReceived(Action action, ConfigMap object) {
            seen.add(action + " " + object.getData().get("k"));
        }

        @Override
        public void onClose(WatcherException cause) {
            seen.add("closed: " + cause.getMessage());
        }
    }

    @Test
    void waitsForFinalizersBeforeItForgetsAnObject() {
        ConfigMap held = configMap("held", "1");
        held.getMetadata().setFinalizers(List.of("sextant.io/hold"));
        client.resource(held).create();
        client.resource(held).delete();

        ConfigMap dying = client.resource(held).get();
        assertThat(dying.getMetadata().getDeletionTimestamp()).isNotNull();
        client.resource(held).edit(map -> {
            map.getMetadata().setFinalizers(List.of());
            return map;
        });
        assertThat(client.resource(held).get()).isNull();
    }

    @Test
    void collectsDependentsOfDeletedOwners() {
        ConfigMap owner = client.resource(configMap("owner", "1")).create();
        ConfigMap child = new ConfigMapBuilder(configMap("child", "1"))
                .editMetadata()
                .addNewOwnerReference()
                .withApiVersion("v1")
                .withKind("ConfigMap")
                .withName("owner")
                .withUid(owner.getMetadata().getUid())
                .endOwnerReference()
                .endMetadata()
                .build();
        client.resource(child).create();

        client.resource(owner).delete();

        await().untilAsserted(() -> assertThat(client.resource(child).get()).isNull());
    }

    @Test
    void emptiesADeletedNamespace() {
        client.resource(configMap("inside", "1")).create();
        client.namespaces().withName(NS).delete();

        await().untilAsserted(
                        () -> assertThat(client.namespaces().withName(NS).get()).isNull());
        assertThat(client.configMaps().inNamespace(NS).list().getItems()).isEmpty();
    }

    @Test
    void refusesPodsBeyondTheGpuQuota() {
        client.resource(new ResourceQuotaBuilder()
                        .withNewMetadata()
                        .withName("gpu")
                        .withNamespace(NS)
                        .endMetadata()
                        .withNewSpec()
                        .addToHard("requests.nvidia.com/gpu", new Quantity("2"))
                        .endSpec()
                        .build())
                .create();
        client.resource(gpuPod("first", "2")).create();

        assertThatThrownBy(() -> client.resource(gpuPod("second", "1")).create())
                .isInstanceOfSatisfying(KubernetesClientException.class, e -> {
                    assertThat(e.getCode()).isEqualTo(403);
                    assertThat(e.getStatus().getMessage())
                            .isEqualTo("pods \"second\" is forbidden: exceeded quota: gpu, requested:"
                                    + " requests.nvidia.com/gpu=1, used: requests.nvidia.com/gpu=2, limited:"
                                    + " requests.nvidia.com/gpu=2");
                });
        assertThat(client.resourceQuotas()
                        .inNamespace(NS)
                        .withName("gpu")
                        .get()
                        .getStatus()
                        .getUsed())
                .containsEntry("requests.nvidia.com/gpu", new Quantity("2"));
    }

    private static Pod gpuPod(String name, String gpus) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(NS)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("nim")
                .withImage("nvcr.io/nim/meta/llama:1")
                .withResources(new ResourceRequirementsBuilder()
                        .addToLimits("nvidia.com/gpu", new Quantity(gpus))
                        .build())
                .endContainer()
                .endSpec()
                .build();
    }

    @Test
    void letsOnlyOnePodHaveTheLastGpu() throws Exception {
        client.resource(new ResourceQuotaBuilder()
                        .withNewMetadata()
                        .withName("gpu")
                        .withNamespace(NS)
                        .endMetadata()
                        .withNewSpec()
                        .addToHard("requests.nvidia.com/gpu", new Quantity("1"))
                        .endSpec()
                        .build())
                .create();
        Queue<Integer> codes = new ConcurrentLinkedQueue<>();
        List<Thread> racers = Stream.of("a", "b", "c", "d")
                .map(name -> Thread.ofVirtual().start(() -> {
                    try {
                        client.resource(gpuPod(name, "1")).create();
                        codes.add(201);
                    } catch (KubernetesClientException e) {
                        codes.add(e.getCode());
                    }
                }))
                .toList();
        for (Thread racer : racers) {
            racer.join();
        }

        assertThat(codes).containsExactlyInAnyOrder(201, 403, 403, 403);
    }

    @Test
    void givesARunningPodItsGracePeriod() {
        Pod pod = gpuPod("running", "1");
        pod.getSpec().setNodeName("gpu-1");
        client.resource(pod).create();
        client.resource(pod).delete();

        Pod terminating = client.resource(pod).get();
        assertThat(terminating.getMetadata().getDeletionGracePeriodSeconds()).isEqualTo(30);
        client.resource(terminating).editStatus(running -> {
            running.getStatus().setPhase("Running");
            return running;
        });
        assertThat(client.resource(pod).get()).isNotNull();
        client.resource(pod).withGracePeriod(0).delete();
        assertThat(client.resource(pod).get()).isNull();
    }

    private static NimService faulty(String name, String secret, int port, @Nullable Integer replicas) {
        NimServiceSpec sound = nimService(name, 1).getSpec();
        NimService service = nimService(name, 1);
        service.setSpec(new NimServiceSpec(
                sound.image(),
                secret,
                null,
                sound.storage(),
                null,
                null,
                null,
                null,
                sound.resources(),
                replicas,
                new NimServiceSpec.Scale(true, new NimServiceSpec.Hpa(1, 2, null, null)),
                new NimServiceSpec.Expose(new NimServiceSpec.ServicePort("ClusterIP", port)),
                null,
                null,
                null,
                null,
                null,
                null,
                null));
        return service;
    }

    private void configureWebhook(String name) {
        client.resource(new ValidatingWebhookConfigurationBuilder()
                        .withNewMetadata()
                        .withName("nim")
                        .endMetadata()
                        .addNewWebhook()
                        .withName(name)
                        .endWebhook()
                        .build())
                .create();
    }

    @Test
    void namesEveryFaultOfANimService() {
        assertThatThrownBy(
                        () -> client.resource(faulty("both", "ngc-api", 0, 1)).create())
                .isInstanceOfSatisfying(KubernetesClientException.class, e -> {
                    assertThat(e.getCode()).isEqualTo(422);
                    assertThat(e.getStatus().getDetails().getCauses()).hasSize(2);
                    assertThat(e.getStatus().getMessage())
                            .contains(
                                    "spec.replicas cannot be set when spec.scale.enabled is true",
                                    "spec.expose.service.port");
                });
    }

    @Test
    void asksTheOperatorsWebhookWhereItIsConfigured() {
        configureWebhook("vnimservice-v1alpha1.kb.io");

        assertThatThrownBy(() -> client.resource(faulty("none", "", 8000, null)).create())
                .isInstanceOfSatisfying(KubernetesClientException.class, e -> {
                    assertThat(e.getCode()).isEqualTo(403);
                    assertThat(e.getStatus().getReason()).isEqualTo("Forbidden");
                    assertThat(e.getStatus().getMessage())
                            .isEqualTo("admission webhook \"vnimservice-v1alpha1.kb.io\" denied the request:"
                                    + " nimservice.spec.authSecret: Required value: is required");
                });
        // The definition comes first: whatever breaks it, the webhook never sees.
        assertThatThrownBy(() -> client.resource(faulty("none", "", 0, null)).create())
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        e -> assertThat(e.getCode()).isEqualTo(422));
        client.admissionRegistration()
                .v1()
                .validatingWebhookConfigurations()
                .withName("nim")
                .delete();
        client.resource(faulty("none", "", 8000, null)).create();
    }

    @Test
    void scalesADeploymentThroughItsSubresource() {
        Deployment deployment = client.resource(new DeploymentBuilder()
                        .withNewMetadata()
                        .withName("web")
                        .withNamespace(NS)
                        .endMetadata()
                        .withNewSpec()
                        .withNewSelector()
                        .addToMatchLabels("app", "web")
                        .endSelector()
                        .withNewTemplate()
                        .withNewMetadata()
                        .addToLabels("app", "web")
                        .endMetadata()
                        .withNewSpec()
                        .addNewContainer()
                        .withName("web")
                        .withImage("web:1")
                        .endContainer()
                        .endSpec()
                        .endTemplate()
                        .endSpec()
                        .build())
                .create();
        assertThat(deployment.getSpec().getReplicas()).isEqualTo(1);

        client.apps().deployments().inNamespace(NS).withName("web").scale(3);

        Deployment scaled = client.resource(deployment).get();
        assertThat(scaled.getSpec().getReplicas()).isEqualTo(3);
        assertThat(scaled.getMetadata().getGeneration()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keepsInformersInformedAcrossARestart(boolean remembers, @TempDir Path dir) {
        Path journal = remembers ? dir.resolve("cluster.jsonl") : null;
        Queue<String> seen = new ConcurrentLinkedQueue<>();
        var first = SandboxApiServer.start(new SandboxApiServer.Options(0, journal, Clock.systemUTC()));
        try (var watching = client(first)) {
            watching.namespaces().resource(namespace(NS)).create();
            watching.configMaps().inNamespace(NS).inform(new RecordingHandler(seen));
            watching.resource(configMap("before", "1")).create();
            await().untilAsserted(() -> assertThat(seen).containsExactly("add 1"));
            first.close();

            try (var second = SandboxApiServer.start(
                            new SandboxApiServer.Options(first.url().getPort(), journal, Clock.systemUTC()));
                    var writing = client(second)) {
                if (!remembers) {
                    writing.namespaces().resource(namespace(NS)).create();
                }
                writing.resource(configMap("after", "2")).create();

                List<String> expected = remembers ? List.of("add 1", "add 2") : List.of("add 1", "add 2", "delete 1");
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(seen).containsExactlyInAnyOrderElementsOf(expected));
            }
        }
    }

    @Test
    void findsItsStateAgainAfterARestart(@TempDir Path dir) {
        var options = new SandboxApiServer.Options(0, dir.resolve("cluster.jsonl"), Clock.systemUTC());
        String revision;
        try (var first = SandboxApiServer.start(options);
                var before = client(first)) {
            before.namespaces().resource(namespace(NS)).create();
            revision = before.resource(configMap("kept", "1"))
                    .create()
                    .getMetadata()
                    .getResourceVersion();
        }
        try (var second = SandboxApiServer.start(options);
                var after = client(second)) {
            ConfigMap kept = after.resource(configMap("kept", "1")).get();
            assertThat(kept.getMetadata().getResourceVersion()).isEqualTo(revision);
            ConfigMap next = after.resource(configMap("next", "1")).create();
            assertThat(Long.parseLong(next.getMetadata().getResourceVersion())).isGreaterThan(Long.parseLong(revision));
        }
    }
}
