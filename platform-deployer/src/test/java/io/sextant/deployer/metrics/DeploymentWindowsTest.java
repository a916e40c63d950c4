package io.sextant.deployer.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sextant.contract.observed.EngineWindow;
import io.sextant.contract.observed.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeploymentWindowsTest {
    private static final UUID CHAT = new UUID(1, 1);
    private static final Instant START = Instant.parse("2026-12-01T10:00:20Z");

    private final DeploymentWindows windows = new DeploymentWindows(CHAT, Duration.ofMinutes(1));

    @Test
    void beginsWithTheFirstReadingAndEndsWithTheMinute() {
        take(0, Map.of("a", reading(0, 100)));
        take(20, Map.of("a", reading(2, 130)));
        EngineWindow window = take(45, Map.of("a", reading(0, 190))).orElseThrow();

        assertThat(window.from()).isEqualTo(START);
        assertThat(window.until()).isEqualTo(Instant.parse("2026-12-01T10:01:00Z"));
        assertThat(window.generatedTokens()).isEqualTo(30);
        assertThat(window.running()).isEqualTo(new Level(1, 2));
    }

    @Test
    void addsUpReplicasAndCountsANewOneFromItsStart() {
        take(0, Map.of("a", reading(1, 100)));
        take(20, Map.of("a", reading(1, 110), "b", reading(3, 7)));
        EngineWindow window = take(40, Map.of()).orElseThrow();

        assertThat(window.replicas()).isEqualTo(2);
        assertThat(window.generatedTokens()).isEqualTo(17);
        assertThat(window.running()).isEqualTo(new Level(2.5, 4));
        assertThat(window.cacheUse().mean()).isCloseTo(0.15, within(1e-9));
        assertThat(window.cacheUse().max()).isEqualTo(0.3);
    }

    @Test
    void tellsNothingOfAMinuteInWhichNothingWasAsked() {
        take(0, Map.of("a", reading(0, 100)));
        assertThat(take(45, Map.of("a", reading(0, 100)))).isEmpty();
        take(100, Map.of("a", reading(1, 130)));
        EngineWindow window = windows.close().orElseThrow();

        assertThat(window.from()).isEqualTo(Instant.parse("2026-12-01T10:02:00Z"));
        assertThat(window.generatedTokens()).isEqualTo(30);
    }

    @Test
    void losesNothingOfAReplicaThatDidNotAnswerOnce() {
        take(0, Map.of("a", reading(1, 100)));
        take(10, Map.of());
        take(20, Map.of("a", reading(1, 160)));

        assertThat(windows.close().orElseThrow().generatedTokens()).isEqualTo(60);
    }

    private Optional<EngineWindow> take(long second, Map<String, EngineReading> round) {
        return windows.take(round, START.plusSeconds(second));
    }

    private static EngineReading reading(int running, int generated) {
        return EngineReading.of("""
                vllm:num_requests_running{engine="0"} %d
                vllm:kv_cache_usage_perc{engine="0"} %s
                vllm:generation_tokens_total{engine="0"} %d
                """.formatted(running, running / 10.0, generated));
    }
}
