package io.sextant.deployer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.sextant.deployer.fixture.Chat;
import io.sextant.deployer.fixture.PretendPlatform;
import io.sextant.deployer.kube.ClusterLease;
import io.sextant.deployer.kube.KubeConnection;
import io.sextant.deployer.leader.LeaseRecord;
import io.sextant.sandbox.SandboxCluster;
import io.sextant.sandbox.SandboxSettings;
import io.sextant.sandbox.control.TimeScale;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two deployers of one cluster: one writes, and the other goes on when it ends. */
class LeaderIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void takesOverFromADeadLeaderAndFromOneThatStopsWithoutDoublingAnything() {
        try (SandboxCluster sandbox = new SandboxCluster();
                PretendPlatform platform = new PretendPlatform("leader")) {
            URI url = sandbox.start(new SandboxSettings(0, null, 11, new TimeScale(600)));
            try (KubernetesClient client = KubeConnection.open(url.toString());
                    ClusterLease lease = new ClusterLease(KubeConnection.open(url.toString()), "sextant-system")) {
                Instant now = Instant.now();
                assertThat(lease.write(new LeaseRecord("dead", now, now, Duration.ofSeconds(2), 0, "")))
                        .isTrue();
                Chat chat = Chat.support().named("leader").in("sextant-leader");
                platform.desire(Chat.desired(1, chat));

                DeployerLife first = life("first", platform, url);
                try (DeployerLife second = life("second", platform, url)) {
                    await().atMost(PATIENCE).until(() -> !nimServices(client).isEmpty());
                    String uid = nimServices(client).getFirst().getMetadata().getUid();
                    DeployerLife leader = first.standing().equals("leading") ? first : second;
                    DeployerLife other = leader == first ? second : first;
                    assertThat(leader.standing()).isEqualTo("leading");
                    assertThat(other.standing()).startsWith("standing by");
                    assertThat(other.troubles()).isEmpty();

                    leader.close();

                    await().atMost(PATIENCE).until(() -> other.standing().equals("leading"));
                    await().atMost(PATIENCE)
                            .until(() -> platform.latest(chat.id())
                                    .filter(seen -> seen.readyReplicas() == 1)
                                    .isPresent());
                    assertThat(nimServices(client))
                            .singleElement()
                            .satisfies(found ->
                                    assertThat(found.getMetadata().getUid()).isEqualTo(uid));
                    assertThat(lease.read().orElseThrow().transitions()).isEqualTo(2);
                } finally {
                    first.close();
                }
            }
        }
    }

    private static DeployerLife life(String identity, PretendPlatform platform, URI url) {
        DeployerSettings settings = DeployerIT.settings(
                "leader",
                platform,
                url,
                PretendPlatform.TOKEN,
                new DeployerSettings.Election(true, identity, Duration.ofSeconds(30)),
                OfferSettings.NONE);
        return new DeployerLife(settings, Clock.systemUTC());
    }

    private static List<GenericKubernetesResource> nimServices(KubernetesClient client) {
        return client.genericKubernetesResources("apps.nvidia.com/v1alpha1", "NIMService")
                .inAnyNamespace()
                .list()
                .getItems();
    }
}
