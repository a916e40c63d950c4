package io.sextant.deployer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sextant.contract.observed.ConditionStatus;
import io.sextant.contract.observed.ConditionType;
import io.sextant.contract.observed.DeploymentObservation;
import io.sextant.contract.observed.ReplicaInterval;
import io.sextant.deployer.fixture.Chat;
import io.sextant.deployer.fixture.PretendPlatform;
import io.sextant.sandbox.SandboxCluster;
import io.sextant.sandbox.SandboxSettings;
import io.sextant.sandbox.control.TimeScale;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The deployer while its cluster's API server is away. */
class ClusterOutageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path directory;

    private final Chat chat = Chat.support();

    @Test
    void claimsToHaveSeenNothingWhileTheClusterIsAwayAndGoesOnAfterwards() {
        try (SandboxCluster cluster = new SandboxCluster();
                PretendPlatform platform = new PretendPlatform("outage")) {
            URI url = cluster.start(settings(0));
            try (Deployer deployer = new Deployer(
                    DeployerIT.settings("outage", platform, url, PretendPlatform.TOKEN), Clock.systemUTC())) {
                platform.desire(Chat.desired(1, chat));
                awaitReady(platform, Instant.EPOCH);
                cluster.close();
                Instant away = Instant.now();

                await().atMost(PATIENCE)
                        .until(() -> deployer.troubles().contains("The cluster's API server does not answer"));
                assertThat(platform.history(chat.id()))
                        .flatExtracting(DeploymentObservation::replicas)
                        .extracting(ReplicaInterval::seenUntil)
                        .allMatch(seen -> seen.isBefore(away.plusSeconds(1)));
                Instant back = Instant.now();
                cluster.start(settings(url.getPort()));

                awaitReady(platform, back);
                assertThat(deployer.troubles()).isEmpty();
            }
        }
    }

    private SandboxSettings settings(int port) {
        return new SandboxSettings(port, directory.resolve("objects.jsonl"), 7, new TimeScale(600));
    }

    private void awaitReady(PretendPlatform platform, Instant after) {
        await().atMost(PATIENCE)
                .until(() -> platform.latest(chat.id())
                        .filter(observation -> observation.observedAt().isAfter(after))
                        .filter(ClusterOutageIT::ready)
                        .isPresent());
    }

    private static boolean ready(DeploymentObservation observation) {
        return observation.conditions().size() == ConditionType.ofEvery().size()
                && observation.conditions().stream().allMatch(condition -> condition.status() == ConditionStatus.TRUE);
    }
}
