package io.sextant.deployer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.sextant.contract.SextantLabels;
import io.sextant.contract.desired.DesiredDeployment;
import io.sextant.contract.desired.DesiredState;
import io.sextant.contract.desired.Manifest;
import io.sextant.contract.desired.Presence;
import io.sextant.contract.observed.Condition;
import io.sextant.contract.observed.ConditionReason;
import io.sextant.contract.observed.ConditionStatus;
import io.sextant.contract.observed.ConditionType;
import io.sextant.contract.observed.DeploymentObservation;
import io.sextant.contract.observed.EngineWindow;
import io.sextant.contract.observed.GpuNode;
import io.sextant.contract.observed.LatencyHistogram;
import io.sextant.contract.observed.ReplicaInterval;
import io.sextant.deployer.fixture.Chat;
import io.sextant.deployer.fixture.PretendPlatform;
import io.sextant.deployer.fixture.TeamNamespace;
import io.sextant.deployer.kube.KubeConnection;
import io.sextant.sandbox.SandboxCluster;
import io.sextant.sandbox.SandboxSettings;
import io.sextant.sandbox.control.TimeScale;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The deployer between a platform that speaks HTTP and the sandbox's cluster; each test is a cluster name and a
 * namespace of its own.
 */
class DeployerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final double TIME_FACTOR = 600;
    private static final SandboxCluster SANDBOX = new SandboxCluster();

    private static URI kubernetesUrl = URI.create("http://127.0.0.1");
    private static KubernetesClient client = KubeConnection.open(kubernetesUrl.toString());

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    @BeforeAll
    static void startCluster() {
        kubernetesUrl = SANDBOX.start(new SandboxSettings(0, null, 7, new TimeScale(TIME_FACTOR)));
        client.close();
        client = KubeConnection.open(kubernetesUrl.toString());
    }

    @AfterAll
    static void stopCluster() {
        client.close();
        SANDBOX.close();
    }

    @AfterEach
    void stop() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    @Test
    void deploysToReadyAndRetiresToGone() {
        PretendPlatform platform = platform("path");
        Chat chat = chat("path");
        deployer("path", platform);

        platform.desire(Chat.desired(1, chat));
        DeploymentObservation ready = awaitReady(platform, chat);

        assertThat(ready.conditions()).extracting(Condition::type).containsExactlyElementsOf(ConditionType.ofEvery());
        assertThat(ready.readyReplicas()).isEqualTo(1);
        assertThat(ready.endpointUrl()).startsWith("http://127.0.0.1:");
        assertThat(ready.events()).isNotEmpty();
        ReplicaInterval replica = ready.replicas().getFirst();
        assertThat(replica.gpuProduct()).isEqualTo(Chat.PRODUCT);
        assertThat(replica.gpus()).isEqualTo(1);
        assertThat(replica.endedAt()).isNull();
        assertThat(reasons(platform, chat))
                .contains(ConditionReason.DOWNLOADING_MODEL, ConditionReason.WAITING_FOR_EARLIER_STEP);
        assertThat(objects("NIMService", chat.namespace())
                        .getFirst()
                        .getMetadata()
                        .getLabels())
                .containsEntry(SextantLabels.MANAGED_BY, SextantLabels.MANAGER)
                .containsEntry(SextantLabels.DEPLOYMENT, chat.id().toString());
        await().atMost(PATIENCE).until(() -> usedGpus(platform, replica.node()) >= 1);

        platform.desire(Chat.desired(2, chat.presence(Presence.GONE)));
        DeploymentObservation gone = awaitSeen(platform, chat, DeploymentObservation::podsGone);

        assertThat(gone.conditions()).allMatch(condition -> condition.reason() == ConditionReason.REMOVED);
        assertThat(client.pods().inNamespace(chat.namespace()).list().getItems())
                .isEmpty();
        assertThat(objects("NIMCache", chat.namespace())).isEmpty();
        assertThat(platform.history(chat.id()).stream()
                        .flatMap(observation -> observation.replicas().stream())
                        .filter(interval -> interval.podUid().equals(replica.podUid()))
                        .filter(interval -> interval.endedAt() != null))
                .isNotEmpty();
        assertThat(client.namespaces().withName(chat.namespace()).get()).isNotNull();
    }

    @Test
    void sumsUpWhatEnginesMeasuredOfTheRequestsTheyAnswered() throws Exception {
        PretendPlatform platform = platform("metrics");
        Chat chat = chat("metrics");
        deployer("metrics", platform);
        platform.desire(Chat.desired(1, chat));
        DeploymentObservation ready = awaitReady(platform, chat);

        for (int i = 0; i < 3; i++) {
            complete(ready.endpointUrl());
        }

        await().atMost(PATIENCE).until(() -> finished(platform.windows(chat.id())) == 3);
        List<EngineWindow> windows = platform.windows(chat.id());
        assertThat(windows.stream().mapToLong(EngineWindow::generatedTokens).sum())
                .isEqualTo(24);
        assertThat(windows.stream().map(EngineWindow::ttft).reduce(LatencyHistogram.EMPTY, LatencyHistogram::plus))
                .satisfies(ttft -> assertThat(ttft.total()).isEqualTo(3))
                .satisfies(ttft -> assertThat(ttft.sumSeconds()).isPositive());
        assertThat(windows).allSatisfy(window -> assertThat(window.replicas()).isEqualTo(1));
        assertThat(windows).extracting(EngineWindow::from).doesNotHaveDuplicates();
    }

    private static long finished(List<EngineWindow> windows) {
        return windows.stream().mapToLong(EngineWindow::finishedRequests).sum();
    }

    private static void complete(String endpoint) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint + "/v1/chat/completions"))
                .POST(HttpRequest.BodyPublishers.ofString("""
                        {"model": "%s", "messages": [{"role": "user", "content": "Hello"}], "max_tokens": 8}
                        """.formatted(Chat.MODEL)))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void goesOnWhereItWasAfterARestart() {
        PretendPlatform platform = platform("restart");
        Chat chat = chat("restart");
        Deployer first = deployer("restart", platform);
        platform.desire(Chat.desired(1, chat));
        await().atMost(PATIENCE)
                .until(() -> !objects("NIMCache", chat.namespace()).isEmpty());
        String cacheUid =
                objects("NIMCache", chat.namespace()).getFirst().getMetadata().getUid();
        first.close();

        Deployer second = deployer("restart", platform);
        ReplicaInterval before = awaitReady(platform, chat).replicas().getFirst();
        second.close();
        deployer("restart", platform);
        Instant restarted = Instant.now();
        DeploymentObservation after = awaitSeen(
                platform, chat, observation -> observation.observedAt().isAfter(restarted) && ready(observation));

        assertThat(objects("NIMCache", chat.namespace())
                        .getFirst()
                        .getMetadata()
                        .getUid())
                .isEqualTo(cacheUid);
        assertThat(after.replicas()).singleElement().satisfies(replica -> {
            assertThat(replica.podUid()).isEqualTo(before.podUid());
            assertThat(replica.startedAt()).isEqualTo(before.startedAt());
            assertThat(replica.seenUntil()).isAfter(before.seenUntil());
        });
    }

    @Test
    void putsBackWhatAHumanChangedAndTakesFieldsOverFromOthers() {
        PretendPlatform platform = platform("drift");
        Chat chat = chat("drift");
        deployer("drift", platform);
        platform.desire(Chat.desired(1, chat));
        awaitReady(platform, chat);

        client.resourceQuotas()
                .inNamespace(chat.namespace())
                .withName("sextant-fence")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"spec\":{\"hard\":{\"requests.nvidia.com/gpu\":\"99\"}}}");
        client.genericKubernetesResources("apps.nvidia.com/v1alpha1", "NIMService")
                .inNamespace(chat.namespace())
                .withName(chat.name())
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                                .withFieldManager("somebody")
                                .withForce(true)
                                .build(),
                        """
                        {"apiVersion": "apps.nvidia.com/v1alpha1", "kind": "NIMService",
                         "metadata": {"name": "%s"}, "spec": {"replicas": 0}}
                        """.formatted(chat.name()));

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(gpuLimit(chat)).isEqualTo("12");
            assertThat(objects("NIMService", chat.namespace()).getFirst().<Integer>get("spec", "replicas"))
                    .isEqualTo(1);
        });
    }

    @Test
    void takesBackAFieldThatSomebodyAddedAndTellsWhoItWas() {
        PretendPlatform platform = platform("added");
        Chat chat = chat("added").onAnyGpu();
        deployer("added", platform);
        platform.desire(Chat.desired(1, chat));
        awaitReady(platform, chat);

        client.genericKubernetesResources("apps.nvidia.com/v1alpha1", "NIMService")
                .inNamespace(chat.namespace())
                .withName(chat.name())
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withFieldManager("kubectl-edit")
                                .build(),
                        "{\"spec\":{\"schedulerName\":\"mine\"}}");

        DeploymentObservation told = awaitSeen(
                platform,
                chat,
                seen -> seen.events().stream().anyMatch(event -> event.reason().equals("ChangedOutside")));
        assertThat(told.events())
                .filteredOn(event -> event.reason().equals("ChangedOutside"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.object()).isEqualTo("NIMService/" + chat.name());
                    assertThat(event.message()).contains("kubectl-edit wrote spec.schedulerName");
                });
        await().atMost(PATIENCE)
                .until(() -> objects("NIMService", chat.namespace()).getFirst().<Object>get("spec", "schedulerName")
                        == null);

        platform.desire(Chat.desired(2, chat.presence(Presence.GONE)));
        awaitSeen(platform, chat, DeploymentObservation::podsGone);
    }

    @Test
    void refusesAForeignImageAndDeploysTheOthers() {
        PretendPlatform platform = platform("refusal");
        Chat good = chat("refusal");
        Chat bad = good.named("refusal-bad").repository("docker.io/acme/miner");
        deployer("refusal", platform);

        platform.desire(Chat.desired(1, bad, good));

        awaitReady(platform, good);
        DeploymentObservation refused = awaitSeen(platform, bad, observation -> true);
        assertThat(condition(refused, ConditionType.REPLICAS_READY).reason())
                .isEqualTo(ConditionReason.REFUSED_BY_DEPLOYER);
        assertThat(objects("NIMCache", bad.namespace()))
                .extracting(object -> object.getMetadata().getName())
                .containsExactly(good.cacheName());
    }

    @Test
    void tellsWhatTheClusterRefusedAndGoesOnOnceItIsMended() {
        PretendPlatform platform = platform("strict");
        Chat chat = chat("strict");
        deployer("strict", platform);
        DesiredState good = Chat.desired(2, chat.generation(2));
        DesiredState bad =
                new DesiredState("strict", 1, good.namespaces(), List.of(withUnknownField(chat.deployment())));

        platform.desire(bad);
        Condition refused = condition(
                awaitSeen(
                        platform,
                        chat,
                        observation -> condition(observation, ConditionType.MODEL_CACHED)
                                        .reason()
                                == ConditionReason.UNKNOWN_TO_OPERATOR),
                ConditionType.MODEL_CACHED);
        platform.desire(good);

        assertThat(refused.message()).contains("noSuchField");
        awaitReady(platform, chat);
    }

    @Test
    void goesOnWorkingWhileThePlatformIsAwayAndReportsAfterwards() {
        PretendPlatform platform = platform("outage");
        Chat chat = chat("outage");
        deployer("outage", platform);
        platform.desire(Chat.desired(1, chat));
        await().atMost(PATIENCE)
                .until(() -> !objects("NIMCache", chat.namespace()).isEmpty());
        platform.close();

        await().atMost(PATIENCE)
                .until(() ->
                        client
                                .pods()
                                .inNamespace(chat.namespace())
                                .withLabel("app", chat.name())
                                .list()
                                .getItems()
                                .stream()
                                .anyMatch(
                                        pod -> "Running".equals(pod.getStatus().getPhase())));
        platform.open();

        awaitReady(platform, chat);
        platform.desire(Chat.desired(2, chat.presence(Presence.GONE)));
        awaitSeen(platform, chat, DeploymentObservation::podsGone);
    }

    @Test
    void stopsAndStartsAgainAndGrowsWithNewGenerations() {
        PretendPlatform platform = platform("scale");
        Chat chat = chat("scale");
        deployer("scale", platform);
        platform.desire(Chat.desired(1, chat));
        awaitReady(platform, chat);

        platform.desire(Chat.desired(2, chat.generation(2).presence(Presence.STOPPED)));
        DeploymentObservation stopped = awaitSeen(
                platform,
                chat,
                observation -> observation.generation() == 2
                        && condition(observation, ConditionType.REPLICAS_READY).reason() == ConditionReason.STOPPED);
        platform.desire(Chat.desired(3, chat.generation(3).replicas(2)));
        DeploymentObservation grown =
                awaitSeen(platform, chat, observation -> observation.generation() == 3 && ready(observation));

        assertThat(stopped.endpointUrl()).isNull();
        assertThat(grown.readyReplicas()).isEqualTo(2);
        assertThat(grown.replicas())
                .filteredOn(interval -> interval.endedAt() == null)
                .hasSize(2);
    }

    @Test
    void copiesSecretsAndCopiesThemAgainWhenTheyChange() {
        PretendPlatform platform = platform("secrets");
        Chat chat = chat("secrets");
        deployer("secrets", platform);
        platform.desire(Chat.desired(1, chat));
        await().atMost(PATIENCE).until(() -> apiKey(chat) != null);

        String rotated = "rotated-" + System.nanoTime();
        client.secrets().inNamespace("sextant-system").withName("ngc-api").edit(secret -> {
            secret.getData().put("NGC_API_KEY", encoded(rotated));
            return secret;
        });

        await().atMost(PATIENCE).until(() -> encoded(rotated).equals(apiKey(chat)));
    }

    @Test
    void removesWhatThePlatformNoLongerLists() {
        PretendPlatform platform = platform("orphan");
        Chat chat = chat("orphan");
        deployer("orphan", platform);
        platform.desire(Chat.desired(1, chat));
        await().atMost(PATIENCE)
                .until(() -> !objects("NIMCache", chat.namespace()).isEmpty());

        platform.desire(new DesiredState("orphan", 2, List.of(TeamNamespace.of(chat.namespace())), List.of()));

        await().atMost(PATIENCE)
                .until(() -> objects("NIMCache", chat.namespace()).isEmpty());
    }

    @Test
    void saysClearlyThatItsTokenIsRefused() {
        PretendPlatform platform = platform("token");
        Deployer deployer = deployer(settings("token", platform, kubernetesUrl, "wrong"));

        await().atMost(PATIENCE).until(() -> !deployer.troubles().isEmpty());

        assertThat(deployer.troubles()).anyMatch(trouble -> trouble.contains("hand out a new join token"));
    }

    private PretendPlatform platform(String cluster) {
        PretendPlatform platform = new PretendPlatform(cluster);
        opened.push(platform);
        return platform;
    }

    private static Chat chat(String name) {
        return Chat.support().named(name).in("sextant-" + name);
    }

    private Deployer deployer(String cluster, PretendPlatform platform) {
        return deployer(settings(cluster, platform, kubernetesUrl, PretendPlatform.TOKEN));
    }

    private Deployer deployer(DeployerSettings settings) {
        Deployer deployer = new Deployer(settings, Clock.systemUTC());
        opened.push(deployer);
        return deployer;
    }

    /** Impatient, so that tests are quick. */
    static DeployerSettings settings(String cluster, PretendPlatform platform, URI kubernetesUrl, String token) {
        return settings(cluster, platform, kubernetesUrl, token, OfferSettings.NONE);
    }

    static DeployerSettings settings(
            String cluster, PretendPlatform platform, URI kubernetesUrl, String token, OfferSettings offers) {
        return settings(
                cluster,
                platform,
                kubernetesUrl,
                token,
                new DeployerSettings.Election(false, "", Duration.ofSeconds(30)),
                offers);
    }

    static DeployerSettings settings(
            String cluster,
            PretendPlatform platform,
            URI kubernetesUrl,
            String token,
            DeployerSettings.Election election,
            OfferSettings offers) {
        return new DeployerSettings(
                platform.url(),
                "",
                token,
                cluster,
                kubernetesUrl.toString(),
                "sextant-system",
                Duration.ofSeconds(5),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                Duration.ofMillis(200),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                List.of("nvcr.io/nim/"),
                "sextant-",
                election,
                offers);
    }

    private static DeploymentObservation awaitSeen(
            PretendPlatform platform, Chat chat, Predicate<DeploymentObservation> condition) {
        return await().alias(chat.name())
                .atMost(PATIENCE)
                .until(
                        () -> platform.latest(chat.id()),
                        found -> found.filter(condition).isPresent())
                .orElseThrow();
    }

    private static DeploymentObservation awaitReady(PretendPlatform platform, Chat chat) {
        return awaitSeen(platform, chat, DeployerIT::ready);
    }

    private static boolean ready(DeploymentObservation observation) {
        return observation.conditions().size() == ConditionType.ofEvery().size()
                && observation.conditions().stream().allMatch(condition -> condition.status() == ConditionStatus.TRUE);
    }

    private static Condition condition(DeploymentObservation observation, ConditionType type) {
        return observation.conditions().stream()
                .filter(condition -> condition.type() == type)
                .findFirst()
                .orElseThrow();
    }

    private static Set<ConditionReason> reasons(PretendPlatform platform, Chat chat) {
        return platform.history(chat.id()).stream()
                .flatMap(observation -> observation.conditions().stream())
                .map(Condition::reason)
                .collect(Collectors.toSet());
    }

    private static List<GenericKubernetesResource> objects(String kind, String namespace) {
        return client.genericKubernetesResources("apps.nvidia.com/v1alpha1", kind)
                .inNamespace(namespace)
                .list()
                .getItems();
    }

    private static int usedGpus(PretendPlatform platform, String node) {
        return platform.inventories().isEmpty()
                ? 0
                : platform.inventories().getLast().nodes().stream()
                        .filter(found -> found.name().equals(node))
                        .mapToInt(GpuNode::usedGpus)
                        .sum();
    }

    private static String gpuLimit(Chat chat) {
        return client.resourceQuotas()
                .inNamespace(chat.namespace())
                .withName("sextant-fence")
                .get()
                .getSpec()
                .getHard()
                .get("requests.nvidia.com/gpu")
                .toString();
    }

    private static @Nullable String apiKey(Chat chat) {
        Secret secret = client.secrets()
                .inNamespace(chat.namespace())
                .withName("ngc-api")
                .get();
        return secret == null ? null : secret.getData().get("NGC_API_KEY");
    }

    private static String encoded(String value) {
        return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    }

    private static DesiredDeployment withUnknownField(DesiredDeployment desired) {
        Manifest cache = desired.nimCache();
        return new DesiredDeployment(
                desired.id(),
                desired.name(),
                desired.namespace(),
                desired.generation(),
                desired.presence(),
                new Manifest(
                        cache.apiVersion(), cache.kind(), cache.name(), cache.yaml() + "  noSuchField: \"here\"\n"),
                desired.nimService(),
                desired.secretNames(),
                desired.readyWithinSeconds(),
                desired.servedModel());
    }
}
