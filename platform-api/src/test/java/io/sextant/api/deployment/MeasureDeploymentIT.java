package io.sextant.api.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sextant.api.metrics.Attainment.Verdict;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.TeamRole;
import io.sextant.api.testing.ApiTest;
import io.sextant.api.testing.People;
import io.sextant.contract.observed.EngineWindow;
import io.sextant.contract.observed.LatencyHistogram;
import io.sextant.contract.observed.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@ApiTest
@Import(Scenario.class)
class MeasureDeploymentIT {
    @Autowired
    private Scenario scenario;

    @Autowired
    private RecordEngineWindows recording;

    @Autowired
    private MeasureDeployment measuring;

    @Autowired
    private People people;

    @Autowired
    private Clock clock;

    private Scenario.Setting setting;
    private DeploymentId id;
    private Instant minute;

    @BeforeEach
    void aDeployment() {
        setting = scenario.teamWithQuota(4);
        id = scenario.submit(setting, "chat");
        minute = clock.instant().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofMinutes(30));
    }

    @Test
    void addsUpMinutesAndSaysHowThePromisesWereKept() {
        record(window(0, 100, 0.5, 1.0), window(1, 300, 0.5, 4.0));

        Measured measured = measuring.last(id, Duration.ofHours(3), setting.member());

        assertThat(measured.step()).isEqualTo(Measured.Step.MINUTE);
        assertThat(measured.periods()).hasSize(2);
        assertThat(measured.total()).isNotNull();
        assertThat(measured.total().finishedRequests()).isEqualTo(400);
        assertThat(measured.total().generatedTokens()).isEqualTo(40_000);
        assertThat(measured.total().running()).isEqualTo(new Level(2.5, 4));
        assertThat(measured.of(Measured.Metric.TTFT).orElseThrow().verdict()).isEqualTo(Verdict.KEPT);
        assertThat(measured.of(Measured.Metric.ITL).orElseThrow().verdict()).isEqualTo(Verdict.MISSED);
        assertThat(measured.of(Measured.Metric.E2E)).isEmpty();
    }

    @Test
    void countsAWindowOnceHoweverOftenItComes() {
        record(window(0, 100, 0.5, 1.0));
        record(window(0, 100, 0.5, 1.0), window(1, 50, 0.5, 1.0));
        record(window(1, 50, 0.5, 1.0));

        Measured byHour = measuring.between(
                id, minute.minus(Duration.ofDays(3)), minute.plus(Duration.ofHours(1)), setting.member());

        assertThat(byHour.step()).isEqualTo(Measured.Step.HOUR);
        assertThat(byHour.periods()).singleElement().satisfies(hour -> {
            assertThat(hour.finishedRequests()).isEqualTo(150);
            assertThat(hour.ttft().count()).isEqualTo(150);
        });
    }

    @Test
    void leavesOutWindowsOfStrangersAndOfTheFuture() {
        EngineWindow strange = of(UUID.randomUUID(), minute, 1, 0.5, 1);
        EngineWindow future = of(id.value(), clock.instant().plusSeconds(600), 1, 0.5, 1);

        record(strange, future);
        recording.record("another-cluster", List.of(window(0, 1, 0.5, 1)));

        assertThat(measuring.last(id, Duration.ofHours(3), setting.member()).total())
                .isNull();
    }

    @Test
    void isHiddenFromOtherTeamsAndRefusesASpanThatIsNone() {
        var stranger = people.member(people.team(), TeamRole.MEMBER);
        Instant now = clock.instant();

        assertThatThrownBy(() -> measuring.last(id, Duration.ofHours(1), stranger))
                .isInstanceOf(PlatformProblem.NotFound.class);
        assertThatThrownBy(() -> measuring.between(id, now, now, setting.member()))
                .isInstanceOf(PlatformProblem.Invalid.class)
                .hasMessageContaining("before until");
        assertThatThrownBy(() -> measuring.between(id, now.minus(Duration.ofDays(100)), now, setting.member()))
                .hasMessageContaining("92 days");
    }

    private void record(EngineWindow... windows) {
        recording.record(setting.cluster(), List.of(windows));
    }

    private EngineWindow window(int atMinute, long requests, double ttftSeconds, double running) {
        return of(id.value(), minute.plusSeconds(60L * atMinute), requests, ttftSeconds, running);
    }

    /** Of so many requests with 100 tokens each, 150 ms apart. */
    private static EngineWindow of(UUID deployment, Instant from, long requests, double ttftSeconds, double running) {
        LatencyHistogram ttft =
                new LatencyHistogram(List.of(ttftSeconds, 5.0), List.of(requests, 0L, 0L), requests * ttftSeconds);
        LatencyHistogram gap =
                new LatencyHistogram(List.of(0.1, 0.2), List.of(0L, requests * 100, 0L), requests * 100 * 0.15);
        return new EngineWindow(
                deployment,
                from,
                from.plusSeconds(60),
                1,
                new Level(running, running),
                new Level(0, 0),
                new Level(0.1, 0.2),
                requests * 50,
                requests * 100,
                requests,
                0,
                ttft,
                gap,
                LatencyHistogram.EMPTY);
    }
}
