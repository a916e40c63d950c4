package io.sextant.api.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sextant.api.approval.ApprovalPolicies;
import io.sextant.api.approval.ApprovalPolicy;
import io.sextant.api.approval.ApprovalRequest;
import io.sextant.api.approval.ApprovalRequest.State;
import io.sextant.api.approval.Approvals;
import io.sextant.api.approval.Approver;
import io.sextant.api.approval.BulkDecision;
import io.sextant.api.approval.DecideApproval;
import io.sextant.api.approval.Delegations;
import io.sextant.api.approval.PolicyConditions;
import io.sextant.api.approval.PolicyTerms;
import io.sextant.api.approval.PolicyTrial;
import io.sextant.api.budget.BudgetDraft;
import io.sextant.api.budget.Budgets;
import io.sextant.api.cluster.DeployerJoining;
import io.sextant.api.cluster.Deployers;
import io.sextant.api.deployment.Scenario.Setting;
import io.sextant.api.deployment.status.Phase;
import io.sextant.api.jobs.RecurringJob;
import io.sextant.api.paging.PageRequest;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.quota.Quotas;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.PlatformRole;
import io.sextant.api.tenancy.TeamRole;
import io.sextant.api.testing.ApiTest;
import io.sextant.api.testing.People;
import io.sextant.api.testing.SettableClock;
import io.sextant.contract.desired.DesiredDeployment;
import io.sextant.contract.desired.DesiredState;
import java.io.UnsupportedEncodingException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.json.JsonMapper;

@ApiTest
@Import(Scenario.class)
class ApprovalIT {
    private static final PolicyConditions ALWAYS = new PolicyConditions(null, null, Set.of(), Set.of(), Set.of());

    @Autowired
    Scenario scenario;

    @Autowired
    ApprovalPolicies policies;

    @Autowired
    Approvals approvals;

    @Autowired
    DecideApproval deciding;

    @Autowired
    BulkDecision bulk;

    @Autowired
    Delegations delegations;

    @Autowired
    ChangeDeployment changing;

    @Autowired
    RetireDeployment retiring;

    @Autowired
    Deployments deployments;

    @Autowired
    Quotas quotas;

    @Autowired
    Budgets budgets;

    @Autowired
    RecurringJob expiringApprovals;

    @Autowired
    People people;

    @Autowired
    SettableClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DeployerJoining joining;

    @Autowired
    JsonMapper json;

    private final Map<String, String> deployers = new HashMap<>();

    @Autowired
    MockMvcTester rest;

    @Test
    void holdsQuotaAndTellsNoClusterUntilSomebodyApproves() {
        Setting setting = withPolicy(ALWAYS, Approver.APPROVER);
        Actor approver = approver();
        DeploymentId id = scenario.submit(setting, "chat");
        ApprovalRequest request = request(id, setting);

        DeploymentDetail waiting = deployments.one(id, setting.member());
        assertThat(waiting.status().phase()).isEqualTo(Phase.WAITING_FOR_APPROVAL);
        assertThat(waiting.waiting()).isNotNull();
        assertThat(used(setting)).isEqualTo(request.gpus()).isPositive();
        assertThat(told(setting)).isEmpty();
        assertThat(request.snapshot())
                .contains(waiting.plan().digest(), waiting.plan().priceId().toString());

        assertThat(toldPeople(request)).contains(approver.id().value());

        ApprovalRequest approved = deciding.approve(request.id(), request.revision(), "fine", approver);

        assertThat(toldPeople(request)).contains(setting.member().id().value());

        assertThat(approved.state()).isEqualTo(State.APPROVED);
        assertThat(deployments.one(id, setting.member()).status().phase()).isEqualTo(Phase.SUBMITTED);
        assertThat(deployments.one(id, setting.member()).heldGpus()).isEqualTo(request.gpus());
        assertThat(used(setting)).isEqualTo(request.gpus());
        assertThat(told(setting)).containsExactly(id.value());
        assertThat(kinds(request.id())).containsExactly("HOLD", "RELEASE");
        assertThat(kinds(id.value())).containsExactly("HOLD", "RESERVE");
    }

    @Test
    void isApprovedByItselfWithoutAPolicyAndIsRemembered() {
        Setting setting = scenario.teamWithQuota(8);
        DeploymentId id = scenario.submit(setting, "chat");
        assertThat(told(setting)).containsExactly(id.value());
        assertThat(approvals
                        .list(setting.team(), State.BY_RULE, new PageRequest(5, null), setting.member())
                        .items())
                .singleElement()
                .satisfies(request -> assertThat(request.deployment()).isEqualTo(id.value()));
    }

    @Test
    void givesTheGpusBackWhenItIsRejectedAndTellsWhy() {
        Setting setting = withPolicy(ALWAYS, Approver.APPROVER);
        DeploymentId id = scenario.submit(setting, "chat");
        ApprovalRequest request = request(id, setting);
        assertThatExceptionOfType(PlatformProblem.Invalid.class)
                .isThrownBy(() -> deciding.reject(request.id(), 1, " ", approver()));

        deciding.reject(request.id(), 1, "too dear", approver());

        assertThat(used(setting)).isZero();
        assertThat(told(setting)).isEmpty();
        assertThat(deployments.one(id, setting.member()).status()).satisfies(status -> {
            assertThat(status.phase()).isEqualTo(Phase.DECLINED);
            assertThat(status.sentence()).contains("too dear");
        });
        scenario.submit(setting, "chat");
    }

    @Test
    void canBeWithdrawnByTheTeamAndByNobodyElse() {
        Setting setting = withPolicy(ALWAYS, Approver.APPROVER);
        ApprovalRequest request = request(scenario.submit(setting, "chat"), setting);
        assertThatExceptionOfType(PlatformProblem.NotFound.class)
                .isThrownBy(() -> deciding.withdraw(request.id(), 1, people.member(people.team(), TeamRole.MEMBER)));
        assertThatExceptionOfType(PlatformProblem.Forbidden.class)
                .isThrownBy(() -> deciding.withdraw(request.id(), 1, approver()));
        assertThat(deciding.withdraw(request.id(), 1, setting.member()).state()).isEqualTo(State.WITHDRAWN);
        assertThat(used(setting)).isZero();
    }

    @Test
    void letsNobodyDecideOnWhatTheyAskedForNorTheirDelegate() {
        Setting setting = withPolicy(ALWAYS, Approver.TEAM_ADMINISTRATOR);
        Actor asker = people.member(setting.team(), TeamRole.TEAM_ADMIN);
        Setting asking = new Setting(setting.team(), asker, setting.admin(), setting.cluster());
        ApprovalRequest request = request(scenario.submit(asking, "chat"), asking);
        forbidden(request, asker);
        Actor delegate = people.member(setting.team(), TeamRole.MEMBER);
        delegate(asker, delegate, "one");
        forbidden(request, delegate);
        Actor stranger = people.member(people.team(), TeamRole.TEAM_ADMIN);
        assertThatExceptionOfType(PlatformProblem.NotFound.class)
                .isThrownBy(() -> deciding.approve(request.id(), 1, null, stranger));
        forbidden(request, setting.member());
        assertThat(approvals.toDecide(asker)).isEmpty();

        Actor other = people.member(setting.team(), TeamRole.TEAM_ADMIN);
        assertThat(approvals.toDecide(other)).extracting(ApprovalRequest::id).containsExactly(request.id());
        assertThat(deciding.approve(request.id(), 1, null, other).state()).isEqualTo(State.APPROVED);
    }

    @Test
    void tellsThoseAboveWhereTheOnlyOneOfTheTeamWhoCouldDecideHasAsked() {
        Setting setting = withPolicy(ALWAYS, Approver.TEAM_ADMINISTRATOR);
        Actor approver = approver();
        Actor asker = people.member(setting.team(), TeamRole.TEAM_ADMIN);
        Setting asking = new Setting(setting.team(), asker, setting.admin(), setting.cluster());

        ApprovalRequest request = request(scenario.submit(asking, "chat"), asking);

        assertThat(toldPeople(request))
                .contains(approver.id().value())
                .doesNotContain(asker.id().value());
    }

    @Test
    void recordsOnWhoseBehalfADelegateDecides() {
        Setting setting = withPolicy(ALWAYS, Approver.APPROVER);
        ApprovalRequest request = request(scenario.submit(setting, "chat"), setting);
        Actor approver = approver();
        Actor delegate = people.member(setting.team(), TeamRole.VIEWER);
        forbidden(request, delegate);
        delegate(approver, delegate, "two");

        ApprovalRequest approved = deciding.approve(request.id(), 1, null, delegate);

        assertThat(approved.stages().getFirst().approval()).isNotNull().satisfies(approval -> {
            assertThat(approval.byName()).isEqualTo(delegate.displayName());
            assertThat(approval.onBehalfOfName()).isEqualTo(approver.displayName());
        });
        assertThat(jdbc.sql(
                                "select on_behalf_of from audit_entry where object_id = :id and action = 'approval.approve'")
                        .param("id", request.id().toString())
                        .query(String.class)
                        .single())
                .isEqualTo(approver.username());
        ApprovalRequest later = request(scenario.submit(setting, "later"), setting);
        assertThat(toldPeople(request)).doesNotContain(delegate.id().value());
        assertThat(toldPeople(later))
                .contains(approver.id().value(), delegate.id().value());
        clock.advance(Duration.ofDays(8));
        forbiddenOrOver(later, delegate);
    }

    @Test
    void meetsThePoliciesOfTheNodesAboveTheTeam() {
        Setting setting = scenario.teamWithQuota(8);
        ApprovalPolicy policy = policies.create(
                "test-department", terms(ALWAYS), UUID.randomUUID().toString(), setting.admin());
        try {
            DeploymentId id = scenario.submit(setting, "chat");
            ApprovalRequest request = request(id, setting);
            assertThat(request.state()).isEqualTo(State.WAITING);
            assertThat(request.stages().getFirst().reasons())
                    .singleElement()
                    .asString()
                    .contains("Test Department");
            assertThat(deciding.withdraw(request.id(), 1, setting.member()).state())
                    .isEqualTo(State.WITHDRAWN);
        } finally {
            policies.retire(policy.id(), policy.revision(), setting.admin());
        }
    }

    @Test
    void asksOneAfterTheOtherAndNobodyTwice() {
        Setting setting = withPolicy(ALWAYS, Approver.APPROVER, Approver.ADMINISTRATOR);
        DeploymentId id = scenario.submit(setting, "chat");
        ApprovalRequest request = request(id, setting);
        Actor first = people.platform(PlatformRole.PLATFORM_ADMIN);
        ApprovalRequest half = deciding.approve(request.id(), 1, null, first);
        assertThat(half.state()).isEqualTo(State.WAITING);
        assertThat(told(setting)).isEmpty();
        assertThatExceptionOfType(PlatformProblem.Forbidden.class)
                .isThrownBy(() -> deciding.approve(request.id(), half.revision(), null, first));
        assertThatExceptionOfType(PlatformProblem.StaleVersion.class)
                .isThrownBy(() -> deciding.approve(request.id(), 1, null, setting.admin()));
        deciding.approve(request.id(), half.revision(), null, setting.admin());
        assertThat(told(setting)).containsExactly(id.value());
    }

    @Test
    void letsOneOfTwoApproversWhoDecideAtOnceDecide() throws Exception {
        Setting setting = withPolicy(ALWAYS, Approver.APPROVER);
        ApprovalRequest request = request(scenario.submit(setting, "chat"), setting);
        List<Object> outcomes = Simultaneous.atOnce(
                4,
                number -> () -> number % 2 == 0
                        ? deciding.approve(request.id(), 1, null, approver())
                        : deciding.reject(request.id(), 1, "no", approver()));
        assertThat(outcomes).filteredOn(ApprovalRequest.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(PlatformProblem.class::isInstance)
                .allSatisfy(problem ->
                        assertThat(((PlatformProblem) problem).type()).isEqualTo("approval-over"));
        int held = one(request).state() == State.APPROVED ? request.gpus() : 0;
        assertThat(used(setting)).isEqualTo(held);
    }

    @Test
    void expiresAtItsMomentEvenIfSomebodyApprovesThen() throws Exception {
        Setting setting = withPolicy(ALWAYS, Approver.APPROVER);
        ApprovalRequest request = request(scenario.submit(setting, "chat"), setting);
        expiringApprovals.work().run();
        assertThat(one(request).state()).isEqualTo(State.WAITING);
        clock.advance(Duration.ofDays(3));
        List<Object> outcomes = Simultaneous.atOnce(2, number -> () -> {
            if (number == 0) {
                expiringApprovals.work().run();
                return "ran";
            }
            return deciding.approve(request.id(), 1, null, approver());
        });
        assertThat(outcomes.get(1)).isInstanceOf(PlatformProblem.Conflict.class);
        assertThat(one(request).state()).isEqualTo(State.EXPIRED);
        assertThat(used(setting)).isZero();
        assertThat(deployments
                        .one(new DeploymentId(request.deployment()), setting.member())
                        .status()
                        .phase())
                .isEqualTo(Phase.DECLINED);
    }

    @Test
    void looksAtTheQuotaOnceMoreWhenItIsApproved() {
        Setting setting = withPolicy(ALWAYS, Approver.APPROVER);
        ApprovalRequest request = request(scenario.submit(setting, "chat"), setting);
        quotas.setLimit(setting.team(), setting.pool(), 0, setting.admin());
        assertThatExceptionOfType(PlatformProblem.QuotaExceeded.class)
                .isThrownBy(() -> deciding.approve(request.id(), 1, null, approver()));
        assertThat(one(request).state()).as("nothing of it is kept").isEqualTo(State.WAITING);
        assertThat(one(request).stages().getFirst().approval()).isNull();
        quotas.setLimit(setting.team(), setting.pool(), 8, setting.admin());
        deciding.approve(request.id(), 1, null, approver());
    }

    @Test
    void letsAResizeWaitWhileTheDeploymentGoesOn() {
        Setting setting = scenario.teamWithQuota(8);
        DeploymentId id = scenario.submit(setting, "chat");
        int before = used(setting);
        require(setting, ALWAYS, Approver.APPROVER);
        resize(id, setting, 1, 3);
        ApprovalRequest request = request(id, setting);
        assertThat(request.kind()).isEqualTo(ApprovalRequest.Kind.RESIZE);
        assertThat(used(setting)).isEqualTo(before + request.gpus());
        assertThat(deployments.one(id, setting.member()).generation()).isEqualTo(1);
        assertThat(deployments.one(id, setting.member()).waiting()).isNotNull();

        deciding.approve(request.id(), 1, null, approver());

        DeploymentDetail after = deployments.one(id, setting.member());
        assertThat(after.generation()).isEqualTo(2);
        assertThat(after.plan().scale().maxReplicas()).isEqualTo(3);
        assertThat(after.heldGpus()).isEqualTo(before + request.gpus());
        assertThat(used(setting)).isEqualTo(before + request.gpus());
        assertThat(after.waiting()).isNull();
    }

    @Test
    void voidsWhatWaitsWhenSomethingElseIsWanted() {
        Setting setting = scenario.teamWithQuota(8);
        DeploymentId id = scenario.submit(setting, "chat");
        int before = used(setting);
        require(setting, ALWAYS, Approver.APPROVER);
        resize(id, setting, 1, 3);
        ApprovalRequest old = request(id, setting);
        resize(id, setting, 1, 2);
        assertThat(one(old).state()).isEqualTo(State.VOID);
        ApprovalRequest request = request(id, setting);
        assertThat(used(setting)).isEqualTo(before + request.gpus());
        deciding.reject(request.id(), 1, "not now", approver());
        assertThat(used(setting)).isEqualTo(before);
        assertThat(deployments.one(id, setting.member()).status().phase()).isEqualTo(Phase.SUBMITTED);
        resize(id, setting, 1, 2);
        retiring.retire(id, setting.member());
        assertThat(used(setting)).isEqualTo(before);
    }

    @Test
    void asksAnApproverWhereABudgetWantsIt() {
        Setting setting = scenario.teamWithQuota(8);
        budgets.create(
                new BudgetDraft(setting.team().slug(), "month", "approve-above", BigDecimal.ONE), setting.admin());
        DeploymentId id = scenario.submit(setting, "chat");
        ApprovalRequest request = request(id, setting);
        assertThat(request.overBudget()).isTrue();
        assertThat(approvals.effect(request).budgets())
                .singleElement()
                .satisfies(budget -> assertThat(budget.fits()).isFalse());
        deciding.approve(request.id(), 1, "for the launch", approver());
        assertThat(told(setting)).containsExactly(id.value());
    }

    @Test
    void decidesOnSeveralEachForItself() {
        Setting setting = withPolicy(ALWAYS, Approver.APPROVER);
        ApprovalRequest one = request(scenario.submit(setting, "one"), setting);
        ApprovalRequest two = request(scenario.submit(setting, "two"), setting);
        deciding.withdraw(two.id(), 1, setting.member());
        List<BulkDecision.Result> results = bulk.decide(
                List.of(new BulkDecision.Item(one.id(), 1), new BulkDecision.Item(two.id(), 1)),
                true,
                null,
                approver());
        assertThat(results.get(0).request()).isNotNull();
        assertThat(results.get(1).refused()).isInstanceOf(PlatformProblem.Conflict.class);
        assertThat(one(one).state()).isEqualTo(State.APPROVED);
    }

    @Test
    void triesAPolicyOnWhatWasAskedForBefore() {
        Setting setting = scenario.teamWithQuota(8);
        scenario.submit(setting, "one");
        scenario.submit(setting, "two");
        PolicyTrial cheap = policies.trial(setting.team().slug(), terms(cost("1")), setting.admin());
        assertThat(cheap.requests()).isEqualTo(2);
        assertThat(cheap.needing()).hasSize(2);
        assertThat(policies.trial(setting.team().slug(), terms(cost("999999")), setting.admin())
                        .needing())
                .isEmpty();
        assertThatExceptionOfType(PlatformProblem.Forbidden.class)
                .isThrownBy(() -> policies.trial(setting.team().slug(), terms(ALWAYS), setting.member()));
    }

    @Test
    void keepsWhatWasFrozenAndEveryVersionOfAPolicy() {
        Setting setting = withPolicy(ALWAYS, Approver.APPROVER);
        ApprovalRequest request = request(scenario.submit(setting, "chat"), setting);
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> jdbc.sql("update approval_request set snapshot = '{}' where id = :id")
                        .param("id", request.id())
                        .update());
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() ->
                        jdbc.sql("update approval_policy set name = 'other'").update());
    }

    @Test
    void isWrittenByRestWithTheRevisionOneHasSeen() {
        Setting setting = withPolicy(ALWAYS, Approver.APPROVER);
        ApprovalRequest request = request(scenario.submit(setting, "chat"), setting);
        String path = "/api/v1/approvals/" + request.id();
        String approver = people.bearer(approver());
        assertThat(rest.post().uri(path + "/approval").header("Authorization", approver))
                .hasStatus(428);
        assertThat(rest.post().uri(path + "/approval?dry_run=true").header("Authorization", approver))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.quota.usedGpus")
                .isEqualTo(request.gpus());
        assertThat(rest.get().uri(path).header("Authorization", people.bearer(setting.member())))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.snapshot.plan.digest")
                .asString()
                .isNotEmpty();
        assertThat(rest.post()
                        .uri(path + "/approval")
                        .header("If-Match", "\"1\"")
                        .header("Authorization", people.bearer(setting.member())))
                .hasStatus(403);
        assertThat(rest.post()
                        .uri("/api/v1/approvals/decisions")
                        .contentType("application/json")
                        .content(
                                "{\"approve\": false, \"reason\": \"no\", \"items\": [{\"id\": \"%s\", \"revision\": 7}]}"
                                        .formatted(request.id()))
                        .header("Authorization", approver))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.items[0].problem.status")
                .isEqualTo(412);
        assertThat(rest.post()
                        .uri(path + "/approval")
                        .header("If-Match", "\"1\"")
                        .header("Authorization", approver))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.state")
                .isEqualTo("APPROVED");
    }

    private List<UUID> toldPeople(ApprovalRequest request) {
        return jdbc.sql("select user_id from notice where once_key like :key")
                .param("key", "approval/" + request.id() + "/%")
                .query(UUID.class)
                .list();
    }

    private void forbidden(ApprovalRequest request, Actor actor) {
        assertThatExceptionOfType(PlatformProblem.Forbidden.class)
                .isThrownBy(() -> deciding.approve(request.id(), request.revision(), null, actor));
    }

    private void forbiddenOrOver(ApprovalRequest request, Actor actor) {
        assertThatExceptionOfType(PlatformProblem.class)
                .isThrownBy(() -> deciding.approve(request.id(), request.revision(), null, actor));
    }

    private void delegate(Actor from, Actor to, String key) {
        delegations.name(to.username(), null, clock.instant().plus(Duration.ofDays(7)), key, from);
    }

    private void resize(DeploymentId id, Setting setting, int min, int max) {
        changing.change(
                id, new DeploymentChange.Resize(min, max), 1, UUID.randomUUID().toString(), setting.member());
    }

    private Setting withPolicy(PolicyConditions conditions, Approver... stages) {
        Setting setting = scenario.teamWithQuota(8);
        require(setting, conditions, stages);
        return setting;
    }

    private void require(Setting setting, PolicyConditions conditions, Approver... stages) {
        policies.create(
                setting.team().slug(),
                new PolicyTerms("A rule", 1, conditions, List.of(stages), 72),
                UUID.randomUUID().toString(),
                setting.admin());
    }

    private static PolicyTerms terms(PolicyConditions conditions) {
        return new PolicyTerms("A rule", 1, conditions, List.of(Approver.APPROVER), 72);
    }

    private static PolicyConditions cost(String from) {
        return new PolicyConditions(new BigDecimal(from), null, Set.of(), Set.of(), Set.of());
    }

    private Actor approver() {
        return people.platform(PlatformRole.APPROVER);
    }

    private ApprovalRequest request(DeploymentId id, Setting setting) {
        return approvals.latest(id.value(), setting.member()).orElseThrow();
    }

    private ApprovalRequest one(ApprovalRequest request) {
        return approvals.one(request.id(), people.platform(PlatformRole.AUDITOR));
    }

    private int used(Setting setting) {
        return quotas.balance(setting.team().id(), setting.pool()).usedGpus();
    }

    private List<String> kinds(UUID holder) {
        return jdbc.sql("select kind from quota_entry where holder = :holder order by id")
                .param("holder", holder)
                .query(String.class)
                .list();
    }

    /** The deployments that the cluster's deployer is told of. */
    private List<UUID> told(Setting setting) {
        String deployer = deployers.computeIfAbsent(setting.cluster(), cluster -> Deployers.joined(joining, cluster));
        var answer = rest.get()
                .uri("/api/v1/clusters/" + setting.cluster() + "/desired?after=0")
                .header("Authorization", deployer)
                .exchange();
        assertThat(answer).hasStatusOk();
        try {
            return json.readValue(answer.getResponse().getContentAsString(), DesiredState.class).deployments().stream()
                    .map(DesiredDeployment::id)
                    .toList();
        } catch (UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }
}
