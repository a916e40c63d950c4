package io.sextant.deployer.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.contract.observed.EngineWindow;
import io.sextant.contract.observed.LatencyHistogram;
import io.sextant.contract.observed.Level;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WindowOutboxTest {
    private static final Instant START = Instant.parse("2026-12-01T10:00:00Z");

    private final WindowOutbox outbox = new WindowOutbox();

    @Test
    void keepsWindowsUntilTheyAreAcknowledgedOldestFirst() {
        outbox.put(window(0));
        outbox.put(window(1));
        List<EngineWindow> sent = outbox.next();
        outbox.put(window(2));

        assertThat(sent).containsExactly(window(0), window(1));
        outbox.acknowledge(sent);
        assertThat(outbox.next()).containsExactly(window(2));
    }

    @Test
    void letsTheOldestGoWhenThePlatformStaysAway() {
        IntStream.rangeClosed(0, WindowOutbox.CAPACITY).forEach(minute -> outbox.put(window(minute)));

        assertThat(outbox.isFull()).isTrue();
        assertThat(outbox.next()).hasSize(WindowOutbox.BATCH).first().isEqualTo(window(1));
    }

    private static EngineWindow window(int minute) {
        Level none = new Level(0, 0);
        return new EngineWindow(
                new UUID(1, 1),
                START.plusSeconds(60L * minute),
                START.plusSeconds(60L * minute + 60),
                1,
                none,
                none,
                none,
                0,
                1,
                1,
                0,
                LatencyHistogram.EMPTY,
                LatencyHistogram.EMPTY,
                LatencyHistogram.EMPTY);
    }
}
