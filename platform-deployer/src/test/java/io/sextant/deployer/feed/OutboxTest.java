package io.sextant.deployer.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.contract.observed.DeploymentObservation;
import io.sextant.contract.observed.ReplicaInterval;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final Instant START = Instant.parse("2026-12-01T10:00:00Z");

    private final Outbox outbox = new Outbox();

    @Test
    void hasNoNewsOnceAcknowledgedThoughTimeGoesBy() {
        outbox.put(List.of(observation(1, 0)));
        outbox.acknowledge(outbox.news());
        outbox.put(List.of(observation(1, 30)));

        assertThat(outbox.news()).isEmpty();
        assertThat(outbox.all()).containsExactly(observation(1, 30));
    }

    @Test
    void keepsNewsUntilAcknowledgedAndOnlyTheNewest() {
        outbox.put(List.of(observation(0, 0)));
        outbox.put(List.of(observation(1, 30)));

        assertThat(outbox.news()).containsExactly(observation(1, 30));
        assertThat(outbox.news()).containsExactly(observation(1, 30));
    }

    @Test
    void hasNewsWhenSomethingChangedWhileAReportWasUnderWay() {
        outbox.put(List.of(observation(0, 0)));
        List<DeploymentObservation> underWay = outbox.news();
        outbox.put(List.of(observation(1, 30)));
        outbox.acknowledge(underWay);

        assertThat(outbox.news()).containsExactly(observation(1, 30));
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
