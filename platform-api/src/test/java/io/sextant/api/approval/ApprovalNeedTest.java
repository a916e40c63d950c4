package io.sextant.api.approval;

import static io.sextant.api.approval.Approver.ADMINISTRATOR;
import static io.sextant.api.approval.Approver.APPROVER;
import static io.sextant.api.approval.Approver.TEAM_ADMINISTRATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sextant.api.approval.ApprovalFacts.QuotaShare;
import io.sextant.api.budget.BudgetOverrun;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.quota.QuotaClass;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ApprovalNeedTest {
    private static final UUID TEAM = UUID.randomUUID();
    private static final UUID ROOT = UUID.randomUUID();
    private static final ApprovalFacts FACTS = new ApprovalFacts(
            new BigDecimal("5000.00"),
            "USD",
            new QuotaShare(8, 16),
            "NVIDIA-H200",
            QuotaClass.ONLINE_PRODUCTION,
            "meta/llama-3.1-8b-instruct");
    private static final PolicyConditions ALWAYS = conditions(null, null);

    @Test
    void needsNobodyWithoutAPolicy() {
        assertThat(need().isAnybody()).isFalse();
    }

    @Test
    void appliesFromExactlyTheCostThatIsStated() {
        assertThat(need(policy(ROOT, conditions("5000", null), APPROVER)).stages())
                .singleElement()
                .satisfies(stage -> assertThat(stage.reasons())
                        .singleElement()
                        .asString()
                        .contains("5,000.00 USD a month", "not below 5,000.00"));
        assertThat(need(policy(ROOT, conditions("5000.01", null), APPROVER)).isAnybody())
                .isFalse();
    }

    @Test
    void appliesFromExactlyTheShareThatIsStated() {
        assertThat(need(policy(ROOT, conditions(null, 50), APPROVER)).isAnybody())
                .isTrue();
        assertThat(need(policy(ROOT, conditions(null, 51), APPROVER)).isAnybody())
                .isFalse();
    }

    @Test
    void knowsRestrictedModelsByIdAndByPublisher() {
        assertThat(need(policy(ROOT, models("meta/*"), APPROVER)).isAnybody()).isTrue();
        assertThat(need(policy(ROOT, models("meta/llama-3.1-8b-instruct"), APPROVER))
                        .isAnybody())
                .isTrue();
        assertThat(need(policy(ROOT, models("mistralai/*", "meta/llama-3.1-70b-instruct"), APPROVER))
                        .isAnybody())
                .isFalse();
    }

    @Test
    void wantsEveryConditionToHold() {
        PolicyConditions both = new PolicyConditions(
                new BigDecimal("1"), null, Set.of("NVIDIA-H200"), Set.of(QuotaClass.OFFLINE), Set.of());
        assertThat(need(policy(ROOT, both, APPROVER)).isAnybody()).isFalse();
    }

    @Test
    void goesByTheFirstPolicyOfANodeThatApplies() {
        assertThat(need(policy(ROOT, ALWAYS), policy(ROOT, ALWAYS, APPROVER)).isAnybody())
                .as("approved by itself comes first")
                .isFalse();
        assertThat(need(policy(ROOT, conditions("9000", null)), policy(ROOT, ALWAYS, APPROVER))
                        .isAnybody())
                .as("the first does not apply")
                .isTrue();
    }

    @Test
    void addsUpWhatSeveralNodesAskForAndAsksEachKindOnce() {
        ApprovalNeed need =
                need(policy(TEAM, ALWAYS, TEAM_ADMINISTRATOR, APPROVER), policy(ROOT, ALWAYS, ADMINISTRATOR, APPROVER));
        assertThat(need.stages())
                .extracting(ApprovalNeed.Stage::approver)
                .containsExactly(TEAM_ADMINISTRATOR, APPROVER, ADMINISTRATOR);
        assertThat(need.stages().get(1).reasons()).hasSize(2);
    }

    @Test
    void letsNothingBelowTakeBackWhatIsAskedForAbove() {
        assertThat(need(policy(TEAM, ALWAYS), policy(ROOT, ALWAYS, APPROVER)).isAnybody())
                .isTrue();
    }

    @Test
    void asksAnApproverWhereABudgetWantsIt() {
        BudgetOverrun overrun = new BudgetOverrun(
                "care", "Customer Care", "USD", new BigDecimal("10"), new BigDecimal("9"), new BigDecimal("2"));
        ApprovalNeed need = ApprovalNeed.of(List.of(), FACTS, List.of(overrun));
        assertThat(need.overBudget()).isTrue();
        assertThat(need.stages()).singleElement().satisfies(stage -> {
            assertThat(stage.approver()).isEqualTo(APPROVER);
            assertThat(stage.reasons()).singleElement().asString().contains("Customer Care", "10.00", "2.00");
        });
    }

    @Test
    void refusesTermsThatSayNothingOfUse() {
        assertThatExceptionOfType(PlatformProblem.Invalid.class)
                .isThrownBy(() -> new PolicyTerms(" ", 0, conditions("-1", 2000), List.of(APPROVER, APPROVER), 0))
                .satisfies(problem -> assertThat(problem.errors())
                        .extracting(error -> error.pointer())
                        .containsExactlyInAnyOrder(
                                "/name",
                                "/position",
                                "/stages",
                                "/holdHours",
                                "/monthlyCostFrom",
                                "/quotaPercentFrom"));
        assertThatExceptionOfType(PlatformProblem.Invalid.class)
                .isThrownBy(() -> new PolicyTerms("n", 1, models("everything"), List.of(), 72));
    }

    private static ApprovalNeed need(ApprovalPolicy... policies) {
        return ApprovalNeed.of(List.of(policies), FACTS, List.of());
    }

    private static ApprovalPolicy policy(UUID node, PolicyConditions conditions, Approver... stages) {
        return new ApprovalPolicy(
                UUID.randomUUID(),
                1,
                node,
                "node",
                "Node",
                new PolicyTerms("A rule", 1, conditions, Arrays.asList(stages), 72),
                true,
                "Ada",
                Instant.EPOCH);
    }

    private static PolicyConditions conditions(@Nullable String cost, @Nullable Integer percent) {
        return new PolicyConditions(cost == null ? null : new BigDecimal(cost), percent, Set.of(), Set.of(), Set.of());
    }

    private static PolicyConditions models(String... models) {
        return new PolicyConditions(null, null, Set.of(), Set.of(), Set.of(models));
    }
}
