package io.sextant.api.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.api.deployment.Scenario.Setting;
import io.sextant.api.deployment.status.Phase;
import io.sextant.api.notification.InboxNotice;
import io.sextant.api.notification.NoticeInbox;
import io.sextant.api.notification.NoticeKind;
import io.sextant.api.paging.PageRequest;
import io.sextant.api.quota.Quotas;
import io.sextant.api.quota.StoppableWork;
import io.sextant.api.testing.ApiTest;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Deployments as a used-up budget sees and stops them. */
@ApiTest
@Import(Scenario.class)
class StoppableDeploymentsIT {
    private static final StoppableWork.Why WHY =
            new StoppableWork.Why(NoticeKind.BUDGET_STEP, "The hard budget of Chat is used up.", "budget/1");

    @Autowired
    Scenario scenario;

    @Autowired
    StoppableDeployments work;

    @Autowired
    Deployments deployments;

    @Autowired
    NoticeInbox inbox;

    @Autowired
    Quotas quotas;

    @Autowired
    Clock clock;

    @Test
    void runWithWhatTheQuotaHoldsForThemUntilTheyAreStopped() {
        Setting setting = scenario.teamWithQuota(8);
        DeploymentId id = scenario.submit(setting, "chat");
        int held = quotas.balance(setting.team().id(), setting.pool()).usedGpus();
        assertThat(work.of(List.of(setting.team().id()))).singleElement().satisfies(running -> {
            assertThat(running.deployment()).isEqualTo(id.value());
            assertThat(running.pool()).isEqualTo(setting.pool());
            assertThat(running.gpus()).isEqualTo(held).isPositive();
        });
        assertThat(work.of(List.of())).isEmpty();

        assertThat(work.stop(id.value(), WHY, () -> true)).isTrue();
        assertThat(work.stop(id.value(), WHY, () -> true)).isFalse();
        assertThat(work.stop(UUID.randomUUID(), WHY, () -> true)).isFalse();

        assertThat(work.of(List.of(setting.team().id()))).isEmpty();
        assertThat(deployments.one(id, setting.member()).status().phase()).isEqualTo(Phase.STOPPING);
        assertThat(deployments.events(id, setting.member()))
                .filteredOn(event -> event.kind() == DeploymentEvent.Kind.STOP_REQUESTED)
                .singleElement()
                .satisfies(event -> assertThat(event.sentence()).startsWith("The hard budget of Chat is used up."));
        assertThat(inbox.list(false, new PageRequest(50, null), setting.member())
                        .items())
                .extracting(InboxNotice::title)
                .containsExactly("chat was stopped");

        scenario.report(setting, scenario.stopping(id, 2, clock.instant().plusSeconds(1), true));
        assertThat(quotas.balance(setting.team().id(), setting.pool()).usedGpus())
                .isZero();
    }
}
