package io.sextant.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.sextant.contract.nim.NimCache;
import io.sextant.contract.nim.NimCacheStatus;
import io.sextant.contract.nim.NimService;
import io.sextant.contract.nim.NimServiceSpec;
import io.sextant.contract.nim.NimServiceStatus;
import io.sextant.sandbox.control.TimeScale;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxClusterIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final double TIME_FACTOR = 600;

    @TempDir
    Path directory;

    private SandboxCluster cluster = new SandboxCluster();
    private KubernetesClient client;
    private Specimens team;

    @BeforeEach
    void start() {
        client = connect();
        team = new Specimens(client, "sextant-search").prepare();
    }

    @AfterEach
    void stop() {
        client.close();
        cluster.close();
    }

    private KubernetesClient connect() {
        URI url = cluster.start(new SandboxSettings(
                0, directory.resolve("cluster").resolve("objects.jsonl"), 42, new TimeScale(TIME_FACTOR)));
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withAutoConfigure(false)
                        .withMasterUrl(url.toString())
                        .build())
                .build();
    }

    private Optional<NimCacheStatus> cache(String name) {
        return Optional.ofNullable(client.resources(NimCache.class)
                        .inNamespace(team.namespace())
                        .withName(name)
                        .get())
                .map(NimCache::getStatus);
    }

    private @Nullable NimServiceStatus service(String name) {
        NimService service = client.resources(NimService.class)
                .inNamespace(team.namespace())
                .withName(name)
                .get();
        return service == null ? null : service.getStatus();
    }

    private NimServiceStatus awaitService(String name, Predicate<NimServiceStatus> condition) {
        return await().atMost(PATIENCE).until(() -> service(name), status -> status != null && condition.test(status));
    }

    private NimServiceStatus awaitReady(String name) {
        return awaitService(name, status -> "Ready".equals(status.state()));
    }

    private List<Pod> pods(String app) {
        return client.pods()
                .inNamespace(team.namespace())
                .withLabel("app", app)
                .list()
                .getItems();
    }

    private List<String> events(String reason) {
        return client.v1().events().inNamespace(team.namespace()).list().getItems().stream()
                .filter(event -> event.getReason().equals(reason))
                .map(Event::getMessage)
                .toList();
    }

    private static HttpResponse<String> ask(String endpoint, String path, @Nullable String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + endpoint + path));
        if (body != null) {
            request.POST(HttpRequest.BodyPublishers.ofString(body));
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void listsEightNodesWithSixGpuProducts() {
        List<Node> nodes = client.nodes().list().getItems();

        assertThat(nodes).hasSize(8);
        assertThat(nodes)
                .extracting(node -> node.getMetadata().getLabels().get("nvidia.com/gpu.product"))
                .contains(Specimens.H100)
                .satisfies(products -> assertThat(new LinkedHashSet<>(products)).hasSize(6));
        assertThat(nodes)
                .allSatisfy(
                        node -> assertThat(node.getStatus().getAllocatable()).containsKey("nvidia.com/gpu"));
    }

    @Test
    void readsSecretsWhenContainersStartAndLeavesThoseThatRunAlone() {
        var key = client.secrets().inNamespace(team.namespace()).withName("ngc-api");
        team.cache("chat-cache", Specimens.LLAMA_8B, List.of(Specimens.LLAMA_8B_PROFILE));
        team.service("chat", "chat-cache", 1, 1, null);
        awaitReady("chat");
        String first = pods("chat").getFirst().getMetadata().getUid();

        key.edit(secret -> new SecretBuilder(secret)
                .addToStringData("NGC_API_KEY", "rotated")
                .build());
        scale("chat", 2);
        await().atMost(PATIENCE).until(() -> readyPods("chat").size() == 2);
        key.delete();
        scale("chat", 3);
        await().atMost(PATIENCE)
                .until(() -> pods("chat").stream()
                        .flatMap(pod -> pod.getStatus().getContainerStatuses().stream())
                        .map(status -> status.getState().getWaiting())
                        .anyMatch(waiting ->
                                waiting != null && "CreateContainerConfigError".equals(waiting.getReason())));

        assertThat(readyPods("chat"))
                .hasSize(2)
                .allMatch(
                        pod -> pod.getStatus().getContainerStatuses().getFirst().getRestartCount() == 0)
                .anyMatch(pod -> pod.getMetadata().getUid().equals(first));
    }

    private void scale(String service, int replicas) {
        client.genericKubernetesResources("apps.nvidia.com/v1alpha1", "NIMService")
                .inNamespace(team.namespace())
                .withName(service)
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\": {\"replicas\": %d}}".formatted(replicas));
    }

    private List<Pod> readyPods(String app) {
        return pods(app).stream()
                .filter(pod -> pod.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals("True")))
                .toList();
    }

    @Test
    void takesAModelFromItsCacheToTokensAndLetsItGo() throws Exception {
        Set<String> cacheStates = new LinkedHashSet<>();
        ConcurrentLinkedQueue<String> serviceStates = new ConcurrentLinkedQueue<>();
        try (Watch caches = client.resources(NimCache.class)
                        .inNamespace(team.namespace())
                        .watch(seen(cache -> cacheStates.add(
                                cache.getStatus() == null
                                        ? ""
                                        : String.valueOf(cache.getStatus().state()))));
                Watch services = client.resources(NimService.class)
                        .inNamespace(team.namespace())
                        .watch(seen(service -> serviceStates.add(state(service.getStatus()))))) {
            assertThat(caches).isNotNull();
            assertThat(services).isNotNull();
            team.service("chat", "chat-cache", 1, 1, null);
            awaitService("chat", status -> "Failed".equals(status.state()));
            team.cache("chat-cache", Specimens.LLAMA_8B, List.of(Specimens.LLAMA_8B_PROFILE));

            NimServiceStatus ready = awaitReady("chat");

            assertThat(ready.model()).isNotNull();
            String endpoint = ready.model().clusterEndpoint();
            assertThat(endpoint).startsWith("127.0.0.1:");
            assertThat(ready.model().name()).isEqualTo("meta/llama-3.1-8b-instruct");
            assertThat(cacheStates).containsSubsequence("PVC-Created", "Started", "InProgress", "Ready");
            assertThat(serviceStates)
                    .contains("Failed/NIMCacheNotFound", "NotReady/NIMCacheNotReady", "NotReady/NotReady");
            NimCacheStatus cached = cache("chat-cache").orElseThrow();
            assertThat(cached.pvc()).isEqualTo("chat-cache-pvc");
            assertThat(cached.profiles())
                    .singleElement()
                    .satisfies(profile -> assertThat(profile.config())
                            .containsEntry("tp", "1")
                            .containsEntry("precision", "fp8"));

            HttpResponse<String> answer = ask(endpoint, "/v1/chat/completions", """
                    {"model": "meta/llama-3.1-8b-instruct", "messages": [{"role": "user", "content": "Hello"}],
                     "max_tokens": 8, "stream": true}
                    """);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("Sextant").endsWith("data: [DONE]\n\n");
            Pod pod = pods("chat").getFirst();
            assertThat(pod.getMetadata().getLabels())
                    .containsEntry("sextant.io/deployment", "7c9e6679-7425-40de-944b-e07fc1f90ae7");
            assertThat(pod.getSpec().getNodeName()).startsWith("gpu-h100-");
            assertThat(events("Pulled")).isNotEmpty();
            assertThat(client.discovery()
                            .v1()
                            .endpointSlices()
                            .inNamespace(team.namespace())
                            .withLabel("kubernetes.io/service-name", "chat")
                            .list()
                            .getItems())
                    .singleElement()
                    .satisfies(slice -> {
                        assertThat(slice.getEndpoints()
                                                .getFirst()
                                                .getAddresses()
                                                .getFirst() + ":"
                                        + slice.getPorts().getFirst().getPort())
                                .isEqualTo(endpoint);
                        assertThat(slice.getEndpoints()
                                        .getFirst()
                                        .getTargetRef()
                                        .getName())
                                .isEqualTo(pod.getMetadata().getName());
                    });
        }

        client.resources(NimService.class)
                .inNamespace(team.namespace())
                .withName("chat")
                .delete();
        client.resources(NimCache.class)
                .inNamespace(team.namespace())
                .withName("chat-cache")
                .delete();

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(service("chat")).isNull();
            assertThat(cache("chat-cache")).isEmpty();
            assertThat(client.pods().inNamespace(team.namespace()).list().getItems())
                    .isEmpty();
            assertThat(client.persistentVolumeClaims()
                            .inNamespace(team.namespace())
                            .list()
                            .getItems())
                    .isEmpty();
        });
    }

    @Test
    void writesZeroValuesBackWithItsFinalizer() {
        team.service("chat", "chat-cache", 1, 1, null);

        awaitService("chat", status -> "Failed".equals(status.state()));

        var raw = client.genericKubernetesResources("apps.nvidia.com/v1alpha1", "NIMService")
                .inNamespace(team.namespace())
                .withName("chat")
                .require();
        assertThat(raw.getMetadata().getFinalizers()).containsExactly("finalizer.nimservice.apps.nvidia.com");
        assertThat(raw.<Integer>get("spec", "scale", "hpa", "maxReplicas")).isZero();
        assertThat(raw.<Object>get("spec", "livenessProbe")).isEqualTo(Map.of());
        assertThat(raw.<Object>get("spec", "storage", "pvc")).isEqualTo(Map.of());
    }

    @Test
    void saysInKubernetesWordsThatNoGpuIsFree() {
        team.cache("chat-cache", Specimens.LLAMA_8B, List.of(Specimens.LLAMA_8B_PROFILE));
        team.service("large", "chat-cache", 8, 2, null);
        awaitReady("large");

        team.service("late", "chat-cache", 1, 1, null);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(pods("late"))
                        .singleElement()
                        .satisfies(pod -> assertThat(pod.getStatus().getConditions())
                                .anySatisfy(condition -> {
                                    assertThat(condition.getType()).isEqualTo("PodScheduled");
                                    assertThat(condition.getReason()).isEqualTo("Unschedulable");
                                    assertThat(condition.getMessage())
                                            .startsWith("0/8 nodes are available: 2 Insufficient nvidia.com/gpu,"
                                                    + " 6 node(s) didn't match Pod's node affinity/selector.");
                                })));
        assertThat(events("FailedScheduling")).hasSize(1);

        client.resources(NimService.class)
                .inNamespace(team.namespace())
                .withName("large")
                .delete();

        awaitReady("late");
    }

    @Test
    void failsTheDownloadOfAnUnknownProfile() {
        String unknown = "f".repeat(64);
        team.cache("broken", Specimens.LLAMA_8B, List.of(unknown));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(cache("broken")).hasValueSatisfying(status -> {
                    assertThat(status.state()).isEqualTo("Failed");
                    assertThat(status.conditions()).anySatisfy(condition -> {
                        assertThat(condition.getType()).isEqualTo("NIM_CACHE_JOB_COMPLETED");
                        assertThat(condition.getReason()).isEqualTo("JobFailed");
                    });
                }));
        assertThat(client.pods().inNamespace(team.namespace()).list().getItems())
                .flatExtracting(pod -> pod.getStatus().getContainerStatuses())
                .extracting(container -> container.getState().getTerminated())
                .filteredOn(terminated -> terminated != null)
                .isNotEmpty()
                .allSatisfy(terminated ->
                        assertThat(terminated.getMessage()).isEqualTo("Unknown profiles provided: " + unknown));
    }

    @Test
    void leavesACacheSilentWhileItsImageCannotBePulled() {
        team.cache("lost", "nvcr.io/nim/nobody/no-such-model", List.of());

        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            Pod pod = client.pods()
                    .inNamespace(team.namespace())
                    .withName("lost-pod")
                    .require();
            assertThat(pod.getStatus()
                            .getContainerStatuses()
                            .getFirst()
                            .getState()
                            .getWaiting()
                            .getReason())
                    .isEqualTo("ImagePullBackOff");
        });
        assertThat(cache("lost"))
                .hasValueSatisfying(status -> assertThat(status.state()).isEqualTo("PVC-Created"));
        assertThat(events("Failed")).anyMatch(message -> message.contains("not found"));
    }

    @Test
    void makesAnAutoscalerAndStopsAtZeroReplicas() {
        team.cache("chat-cache", Specimens.LLAMA_8B, List.of(Specimens.LLAMA_8B_PROFILE));
        team.service(
                "wide",
                "chat-cache",
                1,
                null,
                new NimServiceSpec.Scale(true, new NimServiceSpec.Hpa(2, 4, null, null)));
        awaitReady("wide");
        assertThat(pods("wide")).hasSize(2);
        assertThat(client.autoscaling()
                        .v2()
                        .horizontalPodAutoscalers()
                        .inNamespace(team.namespace())
                        .withName("wide")
                        .require()
                        .getSpec()
                        .getMaxReplicas())
                .isEqualTo(4);

        team.service("idle", "chat-cache", 1, 0, null);

        NimServiceStatus stopped = awaitService(
                "idle",
                status -> "NotReady".equals(status.state())
                        && status.conditions() != null
                        && status.conditions().toString().contains("is scaled down"));
        assertThat(stopped.model()).isNull();
        assertThat(pods("idle")).isEmpty();
    }

    @Test
    void goesOnAfterARestart() throws Exception {
        team.cache("chat-cache", Specimens.LLAMA_8B, List.of(Specimens.LLAMA_8B_PROFILE));
        team.service("chat", "chat-cache", 1, 1, null);
        String before = awaitReady("chat").model().clusterEndpoint();
        Pod pod = pods("chat").getFirst();
        team.cache("later-cache", Specimens.LLAMA_8B, List.of(Specimens.LLAMA_8B_PROFILE));
        client.close();
        cluster.close();

        cluster = new SandboxCluster();
        client = connect();
        team = new Specimens(client, team.namespace());

        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> ask(before, "/v1/health/ready", null).statusCode() == 200);
        assertThat(awaitReady("chat").model().clusterEndpoint())
                .as("at the port that it had, which nothing else took")
                .isEqualTo(before);
        assertThat(pods("chat"))
                .singleElement()
                .satisfies(same -> assertThat(same.getMetadata().getUid())
                        .isEqualTo(pod.getMetadata().getUid()));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(cache("later-cache"))
                        .hasValueSatisfying(status -> assertThat(status.state()).isEqualTo("Ready")));
    }

    private static String state(@Nullable NimServiceStatus status) {
        if (status == null || status.conditions() == null) {
            return "";
        }
        List<String> reasons = new ArrayList<>();
        status.conditions().forEach(condition -> {
            boolean telling = condition.getType().equals("Failed")
                    ? condition.getStatus().equals("True")
                    : !condition.getReason().equals("Failed");
            if (telling) {
                reasons.add(condition.getReason());
            }
        });
        return status.state() + "/" + String.join(",", reasons);
    }

    private static <T> Watcher<T> seen(Consumer<T> consumer) {
        return new Watcher<>() {
            @Override
            public void eventReceived(Action action, T object) {
                consumer.accept(object);
            }

            @Override
            public void onClose(WatcherException cause) {}
        };
    }
}
