package io.sextant.api.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sextant.api.approval.ApprovalPolicies;
import io.sextant.api.approval.ApprovalRequest;
import io.sextant.api.approval.ApprovalRequest.State;
import io.sextant.api.approval.Approvals;
import io.sextant.api.approval.Approver;
import io.sextant.api.approval.DecideApproval;
import io.sextant.api.approval.PolicyConditions;
import io.sextant.api.approval.PolicyTerms;
import io.sextant.api.audit.AuditEntries;
import io.sextant.api.audit.AuditEntry;
import io.sextant.api.audit.AuditFilter;
import io.sextant.api.deployment.Scenario.Setting;
import io.sextant.api.deployment.status.Phase;
import io.sextant.api.notification.InboxNotice;
import io.sextant.api.notification.NoticeInbox;
import io.sextant.api.paging.PageRequest;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.quota.QuotaClass;
import io.sextant.api.quota.Quotas;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.PlatformRole;
import io.sextant.api.tenancy.TeamRole;
import io.sextant.api.testing.ApiTest;
import io.sextant.api.testing.People;
import io.sextant.api.testing.SettableClock;
import io.sextant.contract.desired.Presence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@ApiTest
@Import(Scenario.class)
@TestPropertySource(properties = "sextant.leases.online-development=30d")
class LeaseIT {
    @Autowired
    Scenario scenario;

    @Autowired
    SubmitDeployment submitting;

    @Autowired
    ChangeDeployment changing;

    @Autowired
    SetLease leases;

    @Autowired
    EndLeases ending;

    @Autowired
    ApprovalPolicies policies;

    @Autowired
    Approvals approvals;

    @Autowired
    DecideApproval deciding;

    @Autowired
    Deployments deployments;

    @Autowired
    Quotas quotas;

    @Autowired
    NoticeInbox inbox;

    @Autowired
    AuditEntries audit;

    @Autowired
    People people;

    @Autowired
    SettableClock clock;

    @Autowired
    MockMvcTester rest;

    private Setting setting;

    @BeforeEach
    void aTeam() {
        setting = scenario.teamWithQuota(8);
    }

    @Test
    void warnsThenStopsAtTheEndAndGivesTheGpusBackAndRemovesNothing() {
        Instant end = clock.instant().plus(Duration.ofDays(20));
        DeploymentId id = submit("chat", null, end);
        scenario.report(setting, scenario.serving(id, 1, clock.instant(), 1));
        for (int hours : List.of(15 * 24, 14 * 24, 10 * 24, 3 * 24, 24, 1)) {
            clock.set(end.minus(Duration.ofHours(hours)));
            scenario.reportInventory(setting);
            ending.look();
            ending.look();
        }
        assertThat(told()).containsExactly("chat ends within a day", "chat ends in 3 days", "chat ends in 14 days");
        assertThat(one(id).presence()).isEqualTo(Presence.RUNNING);

        clock.set(end);
        ending.look();
        ending.look();
        assertThat(one(id).presence()).isEqualTo(Presence.STOPPED);
        assertThat(told()).first().isEqualTo("chat was stopped at its end");
        assertThat(used()).as("until the replicas have ended").isPositive();
        scenario.report(setting, scenario.stopping(id, 2, end.plusSeconds(30), true));
        assertThat(used()).isZero();
        assertThat(one(id).status().phase()).isEqualTo(Phase.STOPPED);
        assertThat(trail(id))
                .anySatisfy(entry -> {
                    assertThat(entry.action()).isEqualTo("deployment.stop");
                    assertThat(entry.reason()).contains("end is reached");
                })
                .anySatisfy(entry -> assertThat(entry.action()).isEqualTo("deployment.set-end"));
    }

    @Test
    void startsAgainOnlyWithANewEnd() {
        DeploymentId id = submit("again", null, clock.instant().plus(Duration.ofDays(1)));
        clock.advance(Duration.ofDays(1));
        ending.look();
        assertThatExceptionOfType(PlatformProblem.Conflict.class)
                .isThrownBy(() -> start(id))
                .satisfies(refused -> assertThat(refused.type()).isEqualTo("lease-over"));
        assertThat(leases.of(id, setting.member()).over()).isTrue();
        leases.set(id, clock.instant().plus(Duration.ofDays(3)), 1, setting.member());
        start(id);
        ending.look();
        assertThat(one(id).presence()).isEqualTo(Presence.RUNNING);
    }

    @Test
    void isNotStoppedWhereItWasExtendedOrHasNoEndAnyMore() {
        DeploymentId extended = submit("extended", null, clock.instant().plus(Duration.ofDays(1)));
        DeploymentId endless = submit("endless", null, clock.instant().plus(Duration.ofDays(1)));
        DeploymentId never = submit("never", null, null);
        leases.set(extended, clock.instant().plus(Duration.ofDays(40)), 1, setting.member());
        leases.set(endless, null, 1, setting.member());
        clock.advance(Duration.ofDays(2));
        ending.look();
        assertThat(List.of(extended, endless, never))
                .allSatisfy(id -> assertThat(one(id).presence()).isEqualTo(Presence.RUNNING));
        assertThat(one(extended).endsAt()).isNotNull();
        assertThat(one(endless).endsAt()).isNull();
    }

    @Test
    void endsAtTheLatestWhereItsClassHasToEnd() {
        Instant latest = clock.instant().plus(Duration.ofDays(30));
        DeploymentId id = submit("development", QuotaClass.ONLINE_DEVELOPMENT, null);
        assertThat(one(id).endsAt()).isEqualTo(latest);
        assertThat(leases.of(id, setting.member()).latest()).isEqualTo(latest);
        assertThatExceptionOfType(PlatformProblem.Invalid.class)
                .isThrownBy(() -> submit("longer", QuotaClass.ONLINE_DEVELOPMENT, latest.plusSeconds(60)));
        assertThat(leases.set(id, null, 1, setting.member()).endsAt()).isEqualTo(latest);
    }

    @Test
    void stopsAtTheEndAndGivesUpTheChangeThatWaitsForApproval() {
        Instant end = clock.instant().plus(Duration.ofDays(1));
        DeploymentId id = submit("chat", null, end);
        scenario.report(setting, scenario.serving(id, 1, clock.instant(), 1));
        int before = used();
        askApproverForAll();
        changing.change(
                id, new DeploymentChange.Resize(1, 3), 1, UUID.randomUUID().toString(), setting.member());
        ApprovalRequest request = waiting(id);
        assertThat(used()).isEqualTo(before + request.gpus());

        clock.set(end);
        ending.look();

        assertThat(one(id).presence()).isEqualTo(Presence.STOPPED);
        assertThat(approvals.one(request.id(), setting.member()).state()).isEqualTo(State.VOID);
        assertThat(used())
                .as("what was held for the change is given back at once")
                .isEqualTo(before);
        assertThat(told()).contains("chat was stopped at its end", "Resize of chat: void");
        assertThatExceptionOfType(PlatformProblem.Conflict.class)
                .isThrownBy(() -> deciding.approve(request.id(), 1, null, people.platform(PlatformRole.APPROVER)))
                .satisfies(refused -> assertThat(refused.type()).isEqualTo("approval-over"));
        scenario.report(setting, scenario.stopping(id, 2, end.plusSeconds(30), true));
        assertThat(used()).isZero();
    }

    @Test
    void beginsNothingWhoseEndPassedWhileItWaitedForApproval() {
        askApproverForAll();
        DeploymentId id = submit("late", null, clock.instant().plus(Duration.ofDays(1)));
        ApprovalRequest request = waiting(id);
        Actor approver = people.platform(PlatformRole.APPROVER);
        clock.advance(Duration.ofDays(1));
        ending.look();

        refusedSinceItsEndIsPast(request, approver);

        assertThat(one(id).status().phase()).isEqualTo(Phase.WAITING_FOR_APPROVAL);
        assertThat(used()).as("still held, and once").isEqualTo(request.gpus());
        leases.set(id, clock.instant().plus(Duration.ofDays(1)), 1, setting.member());
        deciding.approve(request.id(), 1, null, approver);
        assertThat(one(id).status().phase()).isEqualTo(Phase.SUBMITTED);
        assertThat(used()).isEqualTo(request.gpus());
    }

    @Test
    void startsNothingWhoseEndPassedWhileTheStartWaitedForApproval() {
        DeploymentId id = submit("paused", null, clock.instant().plus(Duration.ofDays(1)));
        changing.change(id, new DeploymentChange.Stop(), 1, UUID.randomUUID().toString(), setting.member());
        scenario.report(setting, scenario.stopping(id, 2, clock.instant(), true));
        askApproverForAll();
        start(id);
        ApprovalRequest request = waiting(id);
        Actor approver = people.platform(PlatformRole.APPROVER);
        clock.advance(Duration.ofDays(1));
        ending.look();

        refusedSinceItsEndIsPast(request, approver);

        assertThat(one(id).presence()).isEqualTo(Presence.STOPPED);
        deciding.reject(request.id(), 1, "its end is past", approver);
        assertThat(used()).isZero();
    }

    @Test
    void isSetByRestByWhoMayChangeTheDeployment() {
        DeploymentId id = submit("rest", null, null);
        String path = "/api/v1/deployments/" + id + "/lease";
        String body = "{\"endsAt\": \"" + clock.instant().plus(Duration.ofDays(5)) + "\"}";
        assertThat(put(path, setting.member(), body, null)).hasStatus(428);
        assertThat(put(path, setting.member(), body, "\"0\""))
                .hasStatusOk()
                .hasHeader("ETag", "\"1\"")
                .bodyJson()
                .extractingPath("$.setBy")
                .isEqualTo(setting.member().displayName());
        assertThat(put(path, setting.member(), body, "\"0\"")).hasStatus(412);
        assertThat(put(path, setting.member(), "{\"endsAt\": \"2020-01-01T00:00:00Z\"}", "\"1\""))
                .hasStatus(400)
                .bodyText()
                .contains("/endsAt");
        assertThat(put(path, people.member(setting.team(), TeamRole.VIEWER), body, "\"1\""))
                .hasStatus(403);
        assertThat(put(path, people.member(people.team(), TeamRole.MEMBER), body, "\"1\""))
                .hasStatus(404);
        assertThat(rest.get()
                        .uri("/api/v1/deployments?team=" + setting.team().slug())
                        .header(HttpHeaders.AUTHORIZATION, people.bearer(setting.member())))
                .bodyText()
                .contains("endsAt");
    }

    private DeploymentId submit(String name, @Nullable QuotaClass quotaClass, @Nullable Instant endsAt) {
        SubmitRequest usual = scenario.acceptance(setting, name);
        return submitting
                .submit(
                        new SubmitRequest(name, usual.digest(), usual.plan(), usual.seen(), quotaClass, endsAt),
                        UUID.randomUUID().toString(),
                        setting.member())
                .id();
    }

    private void askApproverForAll() {
        policies.create(
                setting.team().slug(),
                new PolicyTerms(
                        "A rule",
                        1,
                        new PolicyConditions(null, null, Set.of(), Set.of(), Set.of()),
                        List.of(Approver.APPROVER),
                        72),
                UUID.randomUUID().toString(),
                setting.admin());
    }

    private ApprovalRequest waiting(DeploymentId id) {
        return approvals.latest(id.value(), setting.member()).orElseThrow();
    }

    private void refusedSinceItsEndIsPast(ApprovalRequest request, Actor approver) {
        assertThatExceptionOfType(PlatformProblem.Conflict.class)
                .isThrownBy(() -> deciding.approve(request.id(), 1, null, approver))
                .satisfies(refused -> assertThat(refused.type()).isEqualTo("lease-over"));
    }

    private void start(DeploymentId id) {
        changing.change(
                id,
                new DeploymentChange.Start(),
                one(id).generation(),
                UUID.randomUUID().toString(),
                setting.member());
    }

    private DeploymentDetail one(DeploymentId id) {
        return deployments.one(id, setting.member());
    }

    private int used() {
        return quotas.balance(setting.team().id(), setting.pool()).usedGpus();
    }

    private List<String> told() {
        return inbox.list(false, new PageRequest(50, null), setting.member()).items().stream()
                .map(InboxNotice::title)
                .toList();
    }

    private List<AuditEntry> trail(DeploymentId id) {
        return audit.find(new AuditFilter(null, null, id.toString(), null, null, null, null), new PageRequest(50, null))
                .items();
    }

    private MvcTestResult put(String path, Actor actor, String body, @Nullable String ifMatch) {
        var request = rest.method(HttpMethod.PUT)
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, people.bearer(actor))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body);
        return (ifMatch == null ? request : request.header(HttpHeaders.IF_MATCH, ifMatch)).exchange();
    }
}
