package io.sextant.deployer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.sextant.contract.desired.Presence;
import io.sextant.contract.observed.Condition;
import io.sextant.contract.observed.ConditionReason;
import io.sextant.contract.observed.ConditionStatus;
import io.sextant.contract.observed.ConditionType;
import io.sextant.contract.observed.DeploymentObservation;
import io.sextant.contract.observed.ObservedRelease;
import io.sextant.deployer.fixture.Chat;
import io.sextant.deployer.fixture.PretendPlatform;
import io.sextant.deployer.kube.KubeConnection;
import io.sextant.sandbox.SandboxCluster;
import io.sextant.sandbox.SandboxSettings;
import io.sextant.sandbox.control.TimeScale;
import io.sextant.sandbox.fault.FaultKind;
import io.sextant.sandbox.fault.FaultOrder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From one NIMService to another under one address, on the sandbox's cluster. */
class RollOverIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final SandboxCluster SANDBOX = new SandboxCluster();
    private static URI kubernetesUrl = URI.create("http://127.0.0.1");
    private static KubernetesClient client = KubeConnection.open(kubernetesUrl.toString());
    private static int runs;

    private final Chat before =
            Chat.support().named("roll-" + ++runs).in("sextant-roll-" + runs).withOwnAddress();
    private final Chat after = before.rollingOver();
    private final PretendPlatform platform = new PretendPlatform("roll-" + runs);
    private Deployer deployer = started();

    @BeforeAll
    static void startCluster() {
        kubernetesUrl = SANDBOX.start(new SandboxSettings(0, null, 5, new TimeScale(600)));
        client.close();
        client = KubeConnection.open(kubernetesUrl.toString());
    }

    @AfterAll
    static void stopCluster() {
        client.close();
        SANDBOX.close();
    }

    @AfterEach
    void stop() {
        SANDBOX.faults().clearAll();
        deployer.close();
        platform.close();
    }

    @Test
    void oneAddressAnswersThroughoutThoughTheDeployerIsKilledInTheMiddle() throws Exception {
        String address = serving();
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger answered = new AtomicInteger();
        AtomicInteger unanswered = new AtomicInteger();
        Thread user = Thread.ofVirtual().start(() -> ask(address, over, answered, unanswered));

        platform.desire(Chat.desired(2, after));
        await().atMost(PATIENCE).until(() -> services().contains(after.name()));
        assertThat(addressLeadsTo()).isEqualTo(before.name());
        deployer.close();
        deployer = started();
        DeploymentObservation ended = seen(found -> ready(found)
                && found.releases().stream()
                        .anyMatch(release -> release.service().equals(before.name()) && release.gone()));
        over.set(true);
        user.join();

        assertThat(answered).hasPositiveValue();
        assertThat(unanswered).hasValue(0);
        assertThat(ended.endpointUrl()).isEqualTo(address);
        assertThat(ended.releases())
                .contains(new ObservedRelease(after.name(), 1, 1, true, false))
                .contains(new ObservedRelease(before.name(), 0, 0, false, true));
        assertThat(services()).containsExactly(after.name());
        assertThat(ended.replicas().stream().filter(replica -> replica.endedAt() == null))
                .as("the old replica holds no GPU")
                .hasSize(1);
        platform.desire(Chat.desired(3, after.alone().presence(Presence.GONE)));
        seen(DeploymentObservation::podsGone);
        assertThat(client.services().inNamespace(before.namespace()).list().getItems())
                .isEmpty();
    }

    @Test
    void whatFailsToComeUpNeverTakesTheAddressAndGoesWhenItIsAbandoned() {
        String address = serving();
        SANDBOX.faults().cause(FaultOrder.on(FaultKind.IMAGE_PULL_DENIED, before.namespace(), after.name()));
        platform.desire(Chat.desired(2, after));
        DeploymentObservation failed = seen(found -> found.generation() == 2
                && found.conditions().stream()
                        .map(Condition::reason)
                        .anyMatch(ConditionReason.IMAGE_PULL_DENIED::equals));
        assertThat(failed.endpointUrl()).isEqualTo(address);
        assertThat(failed.releases()).contains(new ObservedRelease(before.name(), 1, 1, true, false));

        platform.desire(Chat.desired(3, after.abandoned()));
        DeploymentObservation back = seen(found -> found.generation() == 3
                && ready(found)
                && found.releases().getLast().gone());

        assertThat(back.endpointUrl()).isEqualTo(address);
        assertThat(services()).containsExactly(before.name());
    }

    private String serving() {
        platform.desire(Chat.desired(1, before));
        String address = seen(RollOverIT::ready).endpointUrl();
        assertThat(addressLeadsTo()).isEqualTo(before.name());
        return Objects.requireNonNull(address);
    }

    private static void ask(String address, AtomicBoolean over, AtomicInteger answered, AtomicInteger unanswered) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/v1/models"))
                .timeout(Duration.ofSeconds(20))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (!over.get()) {
                try {
                    int status = http.send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode();
                    (status == 200 ? answered : unanswered).incrementAndGet();
                } catch (IOException e) {
                    unanswered.incrementAndGet();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Deployer started() {
        return new Deployer(
                DeployerIT.settings("roll-" + runs, platform, kubernetesUrl, PretendPlatform.TOKEN), Clock.systemUTC());
    }

    private String addressLeadsTo() {
        return client.services()
                .inNamespace(before.namespace())
                .withName(before.endpointName())
                .get()
                .getSpec()
                .getSelector()
                .get("app");
    }

    private List<String> services() {
        return client
                .genericKubernetesResources("apps.nvidia.com/v1alpha1", "NIMService")
                .inNamespace(before.namespace())
                .list()
                .getItems()
                .stream()
                .map((GenericKubernetesResource found) -> found.getMetadata().getName())
                .toList();
    }

    private DeploymentObservation seen(Predicate<DeploymentObservation> condition) {
        return await().atMost(PATIENCE)
                .until(
                        () -> platform.latest(before.id()),
                        found -> found.filter(condition).isPresent())
                .orElseThrow();
    }

    private static boolean ready(DeploymentObservation observation) {
        return observation.conditions().size() == ConditionType.ofEvery().size()
                && observation.conditions().stream().allMatch(condition -> condition.status() == ConditionStatus.TRUE);
    }
}
