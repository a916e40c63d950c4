package io.sextant.deployer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.sextant.contract.desired.Presence;
import io.sextant.contract.observed.Condition;
import io.sextant.contract.observed.ConditionReason;
import io.sextant.contract.observed.ConditionStatus;
import io.sextant.contract.observed.ConditionType;
import io.sextant.contract.observed.DeploymentObservation;
import io.sextant.deployer.fixture.Chat;
import io.sextant.deployer.fixture.PretendPlatform;
import io.sextant.deployer.kube.KubeConnection;
import io.sextant.sandbox.SandboxCluster;
import io.sextant.sandbox.SandboxSettings;
import io.sextant.sandbox.control.TimeScale;
import io.sextant.sandbox.fault.FaultBoard;
import io.sextant.sandbox.fault.FaultKind;
import io.sextant.sandbox.fault.FaultOrder;
import io.sextant.sandbox.fault.FaultyApi;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Faults in the middle of a deployment's life that the table of {@link FaultTableIT} has no cell for. */
class FaultsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long SEED = 11;
    private static final SandboxCluster SANDBOX = new SandboxCluster();
    private static URI kubernetesUrl = URI.create("http://127.0.0.1");
    private static KubernetesClient client = KubeConnection.open(kubernetesUrl.toString());
    private static int runs;

    private final Chat chat = Chat.support().named("chat-" + ++runs).in("sextant-faults-" + runs);
    private final PretendPlatform platform = new PretendPlatform("faults-" + runs);
    private Deployer deployer;

    FaultsIT() {
        deployer = started();
    }

    @BeforeAll
    static void startCluster() {
        kubernetesUrl = SANDBOX.start(new SandboxSettings(0, null, SEED, new TimeScale(600)));
        client.close();
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl(kubernetesUrl.toString())
                        .withUserAgent(FaultyApi.OWN_AGENT)
                        .build())
                .build();
    }

    @AfterAll
    static void stopCluster() {
        client.close();
        SANDBOX.close();
    }

    /** The deployer sees the cluster before anything goes wrong; what it never saw it says nothing about. */
    @BeforeEach
    void beginWithoutFaults() {
        faults().clearAll();
        await().atMost(PATIENCE).until(() -> !platform.inventories().isEmpty());
    }

    @AfterEach
    void stop() {
        faults().clearAll();
        deployer.close();
        platform.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {"WATCH_DROPPED", "WATCH_SLOW", "SERVER_ERRORS", "LATENCY", "CLOCK_AHEAD", "CLOCK_BEHIND"})
    void deploysAndRemovesDespiteFaultsThatOnlySlowItDown(FaultKind kind) {
        faults().cause(FaultOrder.everywhere(kind).sharing(isClock(kind) ? 1 : 0.3));
        platform.desire(Chat.desired(1, chat));
        awaitReady();
        nothingIsThereTwice();

        removesEverything();
    }

    /** A clock is off or is not; the others strike a part of the requests. */
    private static boolean isClock(FaultKind kind) {
        return kind == FaultKind.CLOCK_AHEAD || kind == FaultKind.CLOCK_BEHIND;
    }

    @Test
    void tellsALostNodeAndServesAgainOnceItIsBack() {
        platform.desire(Chat.desired(1, chat));
        String node = awaitReady().replicas().getFirst().node();
        faults().cause(FaultOrder.on(FaultKind.NODE_LOST, "", node));
        awaitOneOf(Set.of(ConditionReason.NODE_LOST));

        faults().clearAll();

        awaitReady();
        nothingIsThereTwice();
        removesEverything();
    }

    @Test
    void keepsTheReplicaOnTheBooksUntilItsLostNodeIsBack() {
        platform.desire(Chat.desired(1, chat));
        String node = awaitReady().replicas().getFirst().node();
        faults().cause(FaultOrder.on(FaultKind.NODE_LOST, "", node));
        awaitOneOf(Set.of(ConditionReason.NODE_LOST));
        platform.desire(Chat.desired(2, chat.presence(Presence.GONE)));
        awaitOneOf(Set.of(ConditionReason.REMOVING));
        assertThat(platform.latest(chat.id()))
                .hasValueSatisfying(seen -> assertThat(seen.podsGone()).isFalse());

        faults().clearAll();

        awaitSeen(DeploymentObservation::podsGone);
        nothingIsLeft();
    }

    @Test
    void saysThatARemovalIsStuckWithoutTheOperatorAndEndsItOnceTheOperatorIsBack() {
        platform.desire(Chat.desired(1, chat));
        awaitReady();
        faults().cause(FaultOrder.everywhere(FaultKind.OPERATOR_ABSENT));
        platform.desire(Chat.desired(2, chat.presence(Presence.GONE)));
        awaitOneOf(Set.of(ConditionReason.REMOVAL_STUCK));

        faults().clearAll();

        awaitSeen(DeploymentObservation::podsGone);
        nothingIsLeft();
    }

    @Test
    void saysThatAnAutoscalerHasNoMetricsWhileTheReplicaServesOn() {
        faults().cause(FaultOrder.on(FaultKind.METRICS_AWAY, chat.namespace(), ""));
        platform.desire(Chat.desired(1, chat.scalingTo(2)));
        DeploymentObservation seen = awaitSeen(found -> found.conditions().stream()
                .anyMatch(condition -> condition.reason() == ConditionReason.SCALING_WITHOUT_METRICS
                        && condition.message().contains("FailedGetPodsMetric")
                        && found.readyReplicas() == 1));
        assertThat(seen.conditions())
                .filteredOn(condition -> !condition.type().besides())
                .hasSize(ConditionType.ofEvery().size());

        faults().clearAll();

        awaitSeen(found -> found.conditions().stream()
                .anyMatch(condition ->
                        condition.type() == ConditionType.SCALED && condition.status() == ConditionStatus.TRUE));
        removesEverything();
    }

    @Test
    void goesOnAfterARestartInTheMiddleOfAStorm() {
        faults().cause(FaultOrder.everywhere(FaultKind.SERVER_ERRORS).sharing(0.4));
        platform.desire(Chat.desired(1, chat));
        await().atMost(PATIENCE).until(() -> !caches().isEmpty());
        deployer.close();
        deployer = started();

        faults().clearAll();

        awaitReady();
        nothingIsThereTwice();
        removesEverything();
    }

    private Deployer started() {
        return new Deployer(
                DeployerIT.settings("faults-" + runs, platform, kubernetesUrl, PretendPlatform.TOKEN),
                Clock.systemUTC());
    }

    private static FaultBoard faults() {
        return SANDBOX.faults();
    }

    private void awaitOneOf(Set<ConditionReason> reasons) {
        await().alias(reasons.toString())
                .atMost(PATIENCE)
                .until(() -> platform.history(chat.id()).stream()
                        .flatMap(seen -> seen.conditions().stream())
                        .map(Condition::reason)
                        .anyMatch(reasons::contains));
    }

    private DeploymentObservation awaitReady() {
        return awaitSeen(seen -> seen.conditions().size()
                        == ConditionType.ofEvery().size()
                && seen.conditions().stream().allMatch(condition -> condition.status() == ConditionStatus.TRUE));
    }

    private DeploymentObservation awaitSeen(Predicate<DeploymentObservation> which) {
        return await().alias(chat.name())
                .atMost(PATIENCE)
                .until(
                        () -> platform.latest(chat.id()),
                        seen -> seen.filter(which).isPresent())
                .orElseThrow();
    }

    private void removesEverything() {
        platform.desire(Chat.desired(2, chat.presence(Presence.GONE)));
        awaitSeen(DeploymentObservation::podsGone);
        nothingIsLeft();
    }

    private void nothingIsThereTwice() {
        assertThat(caches()).hasSize(1);
        assertThat(services()).hasSize(1);
        assertThat(client.apps()
                        .deployments()
                        .inNamespace(chat.namespace())
                        .list()
                        .getItems())
                .hasSize(1);
        assertThat(client.persistentVolumeClaims()
                        .inNamespace(chat.namespace())
                        .list()
                        .getItems())
                .hasSize(1);
        await().atMost(PATIENCE).until(() -> livePods() == 1);
    }

    /** The garbage collector follows the operator's objects within moments. */
    private void nothingIsLeft() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Stream.of(
                                        caches(),
                                        services(),
                                        client.apps()
                                                .deployments()
                                                .inNamespace(chat.namespace())
                                                .list()
                                                .getItems(),
                                        client.batch()
                                                .v1()
                                                .jobs()
                                                .inNamespace(chat.namespace())
                                                .list()
                                                .getItems(),
                                        client.persistentVolumeClaims()
                                                .inNamespace(chat.namespace())
                                                .list()
                                                .getItems(),
                                        client.pods()
                                                .inNamespace(chat.namespace())
                                                .list()
                                                .getItems())
                                .flatMap(Collection::stream)
                                .map(object ->
                                        ((HasMetadata) object).getMetadata().getName()))
                        .isEmpty());
    }

    private long livePods() {
        return client.pods().inNamespace(chat.namespace()).withLabel("app", chat.name()).list().getItems().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .count();
    }

    private List<? extends HasMetadata> caches() {
        return objects("NIMCache");
    }

    private List<? extends HasMetadata> services() {
        return objects("NIMService");
    }

    private List<? extends HasMetadata> objects(String kind) {
        return client.genericKubernetesResources("apps.nvidia.com/v1alpha1", kind)
                .inNamespace(chat.namespace())
                .list()
                .getItems();
    }
}
