package io.sextant.deployer.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.contract.observed.DeploymentObservation;
import io.sextant.contract.observed.ReplicaInterval;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final Instant START = Instant.parse("2026-12-01T10:00:00Z");

    private final Outbox outbox = new Outbox();

    @Test
    void hasNoNewsOnceAcknowledgedThoughTimeGoesBy() {
        outbox.put(List.of(observation(1, 0)));
        outbox.acknowledge(outbox.next());
        outbox.put(List.of(observation(1, 30)));

        assertThat(outbox.isEmpty()).isTrue();
        assertThat(outbox.next()).isEmpty();
    }

    @Test
    void keepsNewsUntilAcknowledgedAndOnlyTheNewest() {
        outbox.put(List.of(observation(0, 0)));
        outbox.put(List.of(observation(1, 30)));

        assertThat(outbox.next()).containsExactly(observation(1, 30));
        assertThat(outbox.next()).containsExactly(observation(1, 30));
    }

    @Test
    void hasNewsWhenSomethingChangedWhileAReportWasUnderWay() {
        outbox.put(List.of(observation(0, 0)));
        List<DeploymentObservation> underWay = outbox.next();
        outbox.put(List.of(observation(1, 30)));
        outbox.acknowledge(underWay);

        assertThat(outbox.next()).containsExactly(observation(1, 30));
    }

    @Test
    void sendsFewAgainWithEveryHeartbeat() {
        outbox.put(List.of(observation(1, 0)));
        outbox.acknowledge(outbox.next());
        outbox.put(List.of(observation(1, 30)));

        outbox.beat();

        assertThat(outbox.next()).containsExactly(observation(1, 30));
        outbox.acknowledge(outbox.next());
        assertThat(outbox.isEmpty()).isTrue();
    }

    @Test
    void sendsManyInBoundedReportsAndAgainWithinATurnOfHeartbeats() {
        List<DeploymentObservation> all =
                IntStream.range(0, 1000).mapToObj(OutboxTest::observationOf).toList();
        outbox.put(all);
        assertThat(drain()).containsExactlyInAnyOrderElementsOf(ids(all));

        Set<UUID> again = new HashSet<>();
        for (int beat = 0; beat < Outbox.TURN_BEATS; beat++) {
            outbox.beat();
            List<UUID> share = drain();
            assertThat(share).hasSize(1000 / Outbox.TURN_BEATS);
            again.addAll(share);
        }
        assertThat(again).containsExactlyInAnyOrderElementsOf(ids(all));
    }

    @Test
    void owesNothingOfWhatIsNoLongerThere() {
        outbox.put(List.of(observation(1, 0)));
        outbox.acknowledge(outbox.next());
        outbox.beat();
        outbox.put(List.of());

        assertThat(outbox.isEmpty()).isTrue();
    }

    private List<UUID> drain() {
        List<UUID> sent = new ArrayList<>();
        while (!outbox.isEmpty()) {
            List<DeploymentObservation> report = outbox.next();
            assertThat(report).hasSizeBetween(1, Outbox.MOST_IN_REPORT);
            sent.addAll(ids(report));
            outbox.acknowledge(report);
        }
        return sent;
    }

    private static List<UUID> ids(List<DeploymentObservation> observations) {
        return observations.stream().map(DeploymentObservation::deploymentId).toList();
    }

    private static DeploymentObservation observationOf(int number) {
        return new DeploymentObservation(
                new UUID(2, number), 1, START, List.of(), 1, 1, List.of(), null, List.of(), false);
    }

    private static DeploymentObservation observation(int ready, long second) {
        Instant at = START.plusSeconds(second);
        return new DeploymentObservation(
                new UUID(1, 1),
                1,
                at,
                List.of(),
                1,
                ready,
                List.of(new ReplicaInterval("uid", "pod", "node", "NVIDIA-L40S", 1, START, null, at)),
                null,
                List.of(),
                false);
    }
}
