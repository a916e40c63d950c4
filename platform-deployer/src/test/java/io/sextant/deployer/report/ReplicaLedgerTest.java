package io.sextant.deployer.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.contract.observed.ReplicaInterval;
import io.sextant.deployer.cluster.ContainerState;
import io.sextant.deployer.cluster.ContainerView;
import io.sextant.deployer.cluster.PodView;
import io.sextant.deployer.fixture.Chat;
import io.sextant.deployer.fixture.World;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplicaLedgerTest {
    private final ReplicaLedger ledger = new ReplicaLedger();
    private final World world = World.withSecrets();
    private final Chat chat = Chat.support();

    @Test
    void countsFromTheMomentAPodIsBoundUntilItIsLastSeen() {
        world.pods.add(world.replica(chat, "one", PodView.Phase.RUNNING));
        record();
        world.now = World.START.plusSeconds(60);

        assertThat(record())
                .containsExactly(new ReplicaInterval(
                        "one",
                        "support-chat-one",
                        "gpu-1",
                        Chat.PRODUCT,
                        1,
                        World.START,
                        null,
                        World.START.plusSeconds(60)));
    }

    @Test
    void doesNotCountAPodThatWaitsForANode() {
        world.pods.add(world.unscheduledReplica(chat, "Insufficient nvidia.com/gpu"));

        assertThat(record()).isEmpty();
    }

    @Test
    void endsAPodThatVanishedWhenItWasLastSeen() {
        world.pods.add(world.replica(chat, "one", PodView.Phase.RUNNING));
        record();
        world.pods.clear();
        world.now = World.START.plusSeconds(90);

        assertThat(record().getFirst().endedAt()).isEqualTo(World.START);
    }

    @Test
    void endsAPodThatFailedWhenItsContainerDid() {
        world.pods.add(world.replica(chat, "one", PodView.Phase.RUNNING));
        record();
        world.pods.clear();
        world.pods.add(failed());
        world.now = World.START.plusSeconds(90);

        assertThat(record().getFirst().endedAt()).isEqualTo(World.START.plusSeconds(45));
    }

    @Test
    void repeatsAnEndUntilItIsAcknowledged() {
        world.pods.add(world.replica(chat, "one", PodView.Phase.RUNNING));
        record();
        world.pods.clear();
        List<ReplicaInterval> ended = record();

        assertThat(record()).isEqualTo(ended);
        ledger.acknowledge(chat.id(), ended);
        assertThat(record()).isEmpty();
    }

    @Test
    void keepsAReplicaWhoseAcknowledgedReportStillShowedItRunning() {
        world.pods.add(world.replica(chat, "one", PodView.Phase.RUNNING));
        List<ReplicaInterval> running = record();
        world.pods.clear();
        record();
        ledger.acknowledge(chat.id(), running);

        assertThat(record()).singleElement().matches(interval -> interval.endedAt() != null);
    }

    @Test
    void findsRunningReplicasAgainAfterARestart() {
        world.pods.add(world.replica(chat, "one", PodView.Phase.RUNNING));
        List<ReplicaInterval> before = record();

        assertThat(new ReplicaLedger().record(World.wanted(chat), world.snapshot()))
                .isEqualTo(before);
    }

    private List<ReplicaInterval> record() {
        return ledger.record(World.wanted(chat), world.snapshot());
    }

    private PodView failed() {
        return world.replica(
                chat,
                "one",
                PodView.Phase.FAILED,
                new ContainerView(
                        "ctr",
                        "image",
                        false,
                        0,
                        new ContainerState.Terminated("Error", 1, "", World.START.plusSeconds(45)),
                        null));
    }
}
