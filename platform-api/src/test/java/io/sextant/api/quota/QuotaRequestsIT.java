package io.sextant.api.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sextant.api.cluster.ClusterRegistration;
import io.sextant.api.notification.InboxNotice;
import io.sextant.api.notification.NoticeInbox;
import io.sextant.api.paging.PageRequest;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.PlatformRole;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.TeamRole;
import io.sextant.api.testing.ApiTest;
import io.sextant.api.testing.People;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@ApiTest
class QuotaRequestsIT {
    private static final QuotaPool POOL = new QuotaPool("quota-requests-it", "NVIDIA-H200");

    @Autowired
    MockMvcTester rest;

    @Autowired
    People people;

    @Autowired
    ClusterRegistration clusters;

    @Autowired
    Quotas quotas;

    @Autowired
    QuotaRequests requests;

    @Autowired
    NoticeInbox inbox;

    @Autowired
    JdbcClient jdbc;

    private Team team;
    private Actor member;
    private Actor admin;

    @BeforeEach
    void aTeamWithFour() {
        clusters.ensure(POOL.cluster(), "For requests");
        team = people.team();
        member = people.member(team, TeamRole.MEMBER);
        admin = people.platform(PlatformRole.PLATFORM_ADMIN);
        quotas.setLimit(team, POOL, 4, admin);
    }

    @Test
    void raisesTheQuotaWithTheApprovalAndKeepsWhoSaidYes() {
        MvcTestResult asked = ask(member, 8);
        assertThat(asked).hasStatus(201).hasHeader("ETag", "\"1\"");
        QuotaRequest open = requests.visibleTo(member).getFirst();
        assertThat(decide(open, "approval", admin, "{\"raiseAbove\": true, \"reason\": \"launch\"}"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"state": "APPROVED", "decidedBy": "%s", "decisionReason": "launch", "revision": 2}
                        """.formatted(admin.displayName()));
        assertThat(quotas.balance(team.id(), POOL).limitGpus()).isEqualTo(8);
        assertThat(decide(open, "denial", admin, "{\"reason\": \"too late\"}")).hasStatus(409);
    }

    @Test
    void tellsWhoDecidesOfTheRequestAndTheTeamOfTheDecision() {
        ask(member, 8);
        QuotaRequest open = requests.visibleTo(member).getFirst();
        assertThat(told(admin)).contains(team.name() + " asks for more quota");
        assertThat(told(member)).isEmpty();
        decide(open, "denial", admin, "{\"reason\": \"no GPUs left\"}");
        assertThat(inbox.list(false, new PageRequest(10, null), member).items())
                .singleElement()
                .satisfies(notice -> {
                    assertThat(notice.title()).isEqualTo("The request of " + team.name() + " for more quota is denied");
                    assertThat(notice.text()).contains("no GPUs left", admin.displayName());
                    assertThat(notice.path()).isEqualTo("/quotas/requests/" + open.id());
                });
    }

    private List<String> told(Actor actor) {
        return inbox.list(false, new PageRequest(50, null), actor).items().stream()
                .map(InboxNotice::title)
                .toList();
    }

    @Test
    void changesNothingWhereTheApprovalDoesNotFit() {
        ask(member, 8);
        QuotaRequest open = requests.visibleTo(member).getFirst();
        assertThat(decide(open, "approval", admin, "{}"))
                .hasStatus(409)
                .bodyText()
                .contains("quota-does-not-fit");
        assertThat(requests.one(open.id(), member).state()).isEqualTo(QuotaRequest.State.OPEN);
        assertThat(quotas.balance(team.id(), POOL).limitGpus()).isEqualTo(4);
    }

    @Test
    void needsAReasonForADenialAndAnotherPersonForADecision() {
        ask(admin, 8);
        QuotaRequest own = requests.visibleTo(member).getFirst();
        assertThat(decide(own, "approval", admin, "{\"raiseAbove\": true}")).hasStatus(403);
        assertThatThrownBy(() -> jdbc.sql("""
                        update quota_request set state = 'APPROVED', decided_by = asked_by, decided_at = now() where id = :id
                        """).param("id", own.id()).update()).isInstanceOf(DataAccessException.class);
        Actor other = people.platform(PlatformRole.PLATFORM_ADMIN);
        assertThat(decide(own, "denial", other, "{}")).hasStatus(400);
        assertThat(decide(own, "denial", member, "{\"reason\": \"no\"}")).hasStatus(403);
        assertThat(decide(own, "denial", other, "{\"reason\": \"no GPUs left\"}"))
                .hasStatusOk();
        assertThat(quotas.balance(team.id(), POOL).limitGpus()).isEqualTo(4);
    }

    @Test
    void takesOneRequestATimeForATeamAndPool() {
        assertThat(ask(member, 8)).hasStatus(201);
        assertThat(ask(member, 9)).hasStatus(409).bodyText().contains("quota-request-open");
        QuotaRequest open = requests.visibleTo(member).getFirst();
        assertThat(decide(open, "withdrawal", member, "{}")).hasStatusOk();
        assertThat(ask(member, 9)).hasStatus(201);
    }

    @Test
    void refusesWhatIsNoRequestAndWhoMayNotAsk() {
        assertThat(ask(member, 4)).hasStatus(400).bodyText().contains("has this already");
        assertThat(ask(people.member(team, TeamRole.VIEWER), 8)).hasStatus(403);
        Actor stranger = people.member(people.team(), TeamRole.MEMBER);
        assertThat(ask(stranger, 8)).hasStatus(404);
        ask(member, 8);
        QuotaRequest open = requests.visibleTo(member).getFirst();
        assertThatThrownBy(() -> requests.one(open.id(), stranger)).isInstanceOf(PlatformProblem.NotFound.class);
        assertThat(requests.visibleTo(stranger)).isEmpty();
    }

    private MvcTestResult ask(Actor actor, int guaranteed) {
        return rest.post()
                .uri("/api/v1/quota-requests")
                .contentType(MediaType.APPLICATION_JSON)
                .content("""
                        {"team": "%s", "cluster": "%s", "gpuProduct": "%s", "guaranteedGpus": %d, "reason": "a launch"}
                        """.formatted(team.slug(), POOL.cluster(), POOL.gpuProduct(), guaranteed))
                .header(HttpHeaders.AUTHORIZATION, people.bearer(actor))
                .exchange();
    }

    private MvcTestResult decide(QuotaRequest request, String verb, Actor actor, String body) {
        return rest.method(HttpMethod.POST)
                .uri("/api/v1/quota-requests/" + request.id() + "/" + verb)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .header(HttpHeaders.IF_MATCH, "\"" + request.revision() + "\"")
                .header(HttpHeaders.AUTHORIZATION, people.bearer(actor))
                .exchange();
    }
}
