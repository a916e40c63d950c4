package io.sextant.api.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.api.deployment.Scenario.Setting;
import io.sextant.api.deployment.status.DeploymentStatus;
import io.sextant.api.deployment.status.Phase;
import io.sextant.api.notification.NoticeInbox;
import io.sextant.api.paging.PageRequest;
import io.sextant.api.pricing.PriceRecording;
import io.sextant.api.quota.Quotas;
import io.sextant.api.testing.ApiTest;
import io.sextant.api.testing.SettableClock;
import io.sextant.api.usage.MonthUsage;
import io.sextant.api.usage.UsageReport;
import io.sextant.contract.observed.Condition;
import io.sextant.contract.observed.ConditionReason;
import io.sextant.contract.observed.ConditionStatus;
import io.sextant.contract.observed.ConditionType;
import io.sextant.contract.observed.DeploymentObservation;
import io.sextant.contract.observed.ReplicaInterval;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@ApiTest
@Import(Scenario.class)
class RecordObservationIT {
    private static final String ENDPOINT = "http://10.1.2.3:8000";

    @Autowired
    Scenario scenario;

    @Autowired
    Deployments deployments;

    @Autowired
    RetireDeployment retiring;

    @Autowired
    Quotas quotas;

    @Autowired
    UsageReport usage;

    @Autowired
    NoticeInbox inbox;

    @Autowired
    PriceRecording prices;

    @Autowired
    SettableClock clock;

    private Setting setting;
    private DeploymentId id;
    private Instant now;

    @BeforeEach
    void submitOne() {
        setting = scenario.teamWithQuota(8);
        id = scenario.submit(setting, "chat");
        now = clock.instant();
    }

    @Test
    void followsTheClusterToReadyAndRemembersIt() {
        scenario.report(setting, scenario.downloading(id, now));
        assertThat(phase()).isEqualTo(Phase.DOWNLOADING);
        scenario.report(setting, scenario.ready(id, now.plusSeconds(5), ENDPOINT));
        DeploymentDetail detail = deployments.one(id, setting.member());
        assertThat(detail.status().phase()).isEqualTo(Phase.READY);
        assertThat(detail.status().endpointUrl()).isEqualTo(ENDPOINT);
        assertThat(detail.firstReadyAt()).isNotNull();
        assertThat(deployments.events(id, setting.member()))
                .extracting(DeploymentEvent::kind)
                .containsExactly(
                        DeploymentEvent.Kind.SUBMITTED, DeploymentEvent.Kind.STATUS, DeploymentEvent.Kind.READY);
    }

    @Test
    void tellsTheTeamOnceWhyItFails() {
        scenario.report(setting, denied(now));
        scenario.report(setting, denied(now.plusSeconds(5)));
        assertThat(phase()).isEqualTo(Phase.FAILED);
        String remedy = deployments.one(id, setting.member()).status().remedy();
        assertThat(inbox.list(false, new PageRequest(50, null), setting.member())
                        .items())
                .singleElement()
                .satisfies(notice -> {
                    assertThat(notice.title()).isEqualTo("chat has failed");
                    assertThat(notice.text()).contains(remedy);
                    assertThat(notice.path()).isEqualTo("/deployments/" + id);
                });
    }

    private DeploymentObservation denied(Instant at) {
        Condition pods = new Condition(
                ConditionType.REPLICAS_READY,
                ConditionStatus.FALSE,
                ConditionReason.IMAGE_PULL_DENIED,
                "The registry refuses the image.",
                now);
        return new DeploymentObservation(id.value(), 1, at, List.of(pods), 1, 0, List.of(), null, List.of(), false);
    }

    @Test
    void estimatesAStartFromThePastStartsOfTheSameModelOnTheSameCluster() {
        DeploymentStatus first = deployments.one(id, setting.member()).status();
        assertThat(first.expectedFromStarts()).isZero();
        assertThat(first.expectedReadyAt()).isAfter(now.plus(Duration.ofMinutes(6)));
        clock.advance(Duration.ofMinutes(4));
        scenario.report(setting, scenario.ready(id, clock.instant(), ENDPOINT));

        DeploymentId next = scenario.submit(setting, "next");

        DeploymentStatus second = deployments.one(next, setting.member()).status();
        assertThat(second.expectedFromStarts()).isEqualTo(1);
        assertThat(second.expectedReadyAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(4)));
        assertThat(deployments.one(id, setting.member()).status().expectedReadyAt())
                .isNull();
    }

    @Test
    void ignoresWhatIsOlderThanWhatItHolds() {
        scenario.report(setting, scenario.ready(id, now, ENDPOINT));
        scenario.report(setting, scenario.downloading(id, now.minusSeconds(5)));
        scenario.report(setting, scenario.downloading(id, now));
        assertThat(phase()).isEqualTo(Phase.READY);
    }

    @Test
    void ignoresAReportOfAnotherCluster() {
        Setting other = scenario.teamWithQuota(8);
        scenario.report(other, scenario.ready(id, now, ENDPOINT));
        assertThat(phase()).isEqualTo(Phase.SUBMITTED);
    }

    @Test
    void ignoresAGenerationThatWasNeverAccepted() {
        scenario.report(setting, scenario.going(id, now, true));
        assertThat(phase()).isEqualTo(Phase.SUBMITTED);
        assertThat(used()).isPositive();
    }

    @Test
    void givesTheGpusBackOnlyWhenThePodsWereSeenGone() {
        scenario.report(setting, scenario.ready(id, now, ENDPOINT));
        int used = used();
        retiring.retire(id, setting.member());
        retiring.retire(id, setting.member());
        assertThat(phase()).isEqualTo(Phase.RETIRING);

        scenario.report(setting, scenario.going(id, now.plusSeconds(1), false));
        scenario.report(setting, goneOfOlderGeneration(now.plusSeconds(2)));
        assertThat(used()).isEqualTo(used);
        assertThat(phase()).isEqualTo(Phase.RETIRING);

        scenario.report(setting, scenario.going(id, now.plusSeconds(3), true));
        scenario.report(setting, scenario.going(id, now.plusSeconds(4), true));
        assertThat(used()).isZero();
        assertThat(phase()).isEqualTo(Phase.RETIRED);
        assertThat(deployments.events(id, setting.member()))
                .extracting(DeploymentEvent::kind)
                .containsExactly(
                        DeploymentEvent.Kind.SUBMITTED,
                        DeploymentEvent.Kind.READY,
                        DeploymentEvent.Kind.RETIREMENT_REQUESTED,
                        DeploymentEvent.Kind.RETIRED);
    }

    @Test
    void freesTheNameOnceRetired() {
        retiring.retire(id, setting.member());
        scenario.report(setting, scenario.going(id, now, true));
        assertThat(scenario.submit(setting, "chat")).isNotEqualTo(id);
    }

    @Test
    void metersWhatReplicasHeldAtThePriceOfEachHour() {
        Instant hour = Instant.parse("2026-12-01T10:00:00Z");
        prices.record(setting.cluster(), "H100-SXM-80GB", new BigDecimal("2.00"), hour, "a test", null);
        prices.record(
                setting.cluster(), "H100-SXM-80GB", new BigDecimal("3.00"), hour.plusSeconds(3600), "a test", null);
        held(hour.plusSeconds(1800), null, hour.plusSeconds(2700), 1);
        assertAmount("0.25", "0.5");
        held(hour.plusSeconds(1800), null, hour.plusSeconds(5400), 2);
        assertAmount("1", "2.5");
        // The same again, and one that was sent earlier: nothing changes.
        held(hour.plusSeconds(1800), null, hour.plusSeconds(5400), 3);
        held(hour.plusSeconds(1800), null, hour.plusSeconds(2700), 4);
        assertAmount("1", "2.5");
        // The pod had ended before it was last thought to be seen.
        held(hour.plusSeconds(1800), hour.plusSeconds(3600), hour.plusSeconds(3600), 5);
        assertAmount("0.5", "1");
        held(hour.plusSeconds(1800), hour.plusSeconds(9000), hour.plusSeconds(9000), 6);
        assertAmount("0.5", "1");
    }

    @Test
    void tellsATeamsMonth() {
        Instant hour = Instant.parse("2026-12-01T10:00:00Z");
        prices.record(setting.cluster(), "H100-SXM-80GB", new BigDecimal("2.00"), hour, "a test", null);
        held(hour, null, hour.plusSeconds(7200), 1);
        MonthUsage month = usage.ofTeam(setting.team(), YearMonth.of(2026, 12), setting.member());
        assertThat(month.allocated().gpuHours()).isEqualByComparingTo("2");
        assertThat(month.total().cost()).isEqualByComparingTo("4");
        assertThat(month.deployments()).singleElement().satisfies(one -> {
            assertThat(one.name()).isEqualTo("chat");
            assertThat(one.amount().cost()).isEqualByComparingTo("4");
        });
        assertThat(month.hours())
                .extracting(MonthUsage.OfHour::hour)
                .containsExactly(hour, hour.plus(Duration.ofHours(1)));
        assertThat(month.quota())
                .singleElement()
                .satisfies(pool -> assertThat(pool.usedGpus()).isEqualTo(used()));
        assertThat(usage.ofTeam(setting.team(), YearMonth.of(2026, 11), setting.member())
                        .total()
                        .cost())
                .isZero();
    }

    @Test
    void metersWithoutAPriceAndSaysSo() {
        Instant early = Instant.parse("2019-01-01T00:00:00Z");
        held(early, null, early.plusSeconds(3600), 1);
        MonthUsage.Amount amount = usage.ofDeployment(id.value());
        assertThat(amount.unpricedGpuHours()).isEqualByComparingTo("1");
        assertThat(amount.cost()).isZero();
    }

    private void held(Instant from, @Nullable Instant until, Instant seen, int order) {
        // Nothing is believed of the time after a report arrived.
        if (seen.isAfter(clock.instant())) {
            clock.set(seen);
        }
        scenario.report(
                setting,
                new DeploymentObservation(
                        id.value(),
                        1,
                        now.plusSeconds(order),
                        List.of(),
                        1,
                        1,
                        List.of(new ReplicaInterval("uid-" + id, "pod", "node-a", Scenario.H100, 1, from, until, seen)),
                        null,
                        List.of(),
                        false));
    }

    private void assertAmount(String gpuHours, String cost) {
        MonthUsage.Amount amount = usage.ofDeployment(id.value());
        assertThat(amount.gpuHours()).isEqualByComparingTo(gpuHours);
        assertThat(amount.cost()).isEqualByComparingTo(cost);
    }

    private DeploymentObservation goneOfOlderGeneration(Instant at) {
        return new DeploymentObservation(id.value(), 1, at, List.of(), 0, 0, List.of(), null, List.of(), true);
    }

    private Phase phase() {
        return deployments.status(id, setting.member()).phase();
    }

    private int used() {
        return quotas.balance(setting.team().id(), setting.pool()).usedGpus();
    }
}
