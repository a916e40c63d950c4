package io.sextant.api.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sextant.api.cluster.ClusterRegistration;
import io.sextant.api.notification.InboxNotice;
import io.sextant.api.notification.NoticeInbox;
import io.sextant.api.paging.PageRequest;
import io.sextant.api.pricing.PriceRecording;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.quota.QuotaAdministration;
import io.sextant.api.quota.QuotaClass;
import io.sextant.api.quota.QuotaEdit;
import io.sextant.api.quota.QuotaLedger;
import io.sextant.api.quota.QuotaPool;
import io.sextant.api.quota.QuotaTerms;
import io.sextant.api.quota.StoppableWork;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.PlatformRole;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.TeamRole;
import io.sextant.api.testing.ApiTest;
import io.sextant.api.testing.People;
import io.sextant.api.testing.SettableClock;
import io.sextant.api.testing.WorkOfTests;
import io.sextant.api.usage.Metering;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;

/** A hard budget that is used up, over work that gives its GPUs back as soon as it is stopped. */
@ApiTest
@TestPropertySource(properties = "sextant.test.database=ladder")
class BudgetLadderIT {
    private static final String H100 = "NVIDIA-H100-80GB-HBM3";

    @Autowired
    WorkOfTests work;

    @Autowired
    BudgetLadder ladder;

    @Autowired
    ClimbLadders climbing;

    @Autowired
    Budgets budgets;

    @Autowired
    QuotaAdministration quota;

    @Autowired
    QuotaLedger ledger;

    @Autowired
    Metering metering;

    @Autowired
    PriceRecording prices;

    @Autowired
    ClusterRegistration clusters;

    @Autowired
    NoticeInbox inbox;

    @Autowired
    People people;

    @Autowired
    SettableClock clock;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MockMvcTester rest;

    private Actor admin;
    private Team team;
    private QuotaPool pool;
    private UUID budget;

    /** 4 guaranteed, 8 held: 16 USD an hour of 384 in a day. */
    @BeforeEach
    void heldAboveTheGuarantee() {
        admin = people.platform(PlatformRole.PLATFORM_ADMIN);
        team = people.team();
        Instant start = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC))
                .plusMonths(1)
                .atDay(1)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC);
        clock.set(start);
        metering.bringUpToDate();
        pool = new QuotaPool("ladder-" + team.slug(), H100);
        clusters.ensure(pool.cluster(), "Cluster of a test");
        prices.record(pool.cluster(), "H100-SXM-80GB", new BigDecimal("2.00"), start.minusSeconds(1), "test", null);
        give("test-organisation", 8);
        give("test-department", 8);
        give(team.slug(), 4);
        runs("production", 2, QuotaClass.ONLINE_PRODUCTION, 3);
        runs("old-development", 2, QuotaClass.ONLINE_DEVELOPMENT, 2);
        runs("young-development", 2, QuotaClass.ONLINE_DEVELOPMENT, 1);
        runs("batch", 2, QuotaClass.OFFLINE, 9);
    }

    @AfterEach
    void nothingRuns() {
        work.clear();
    }

    @Test
    void climbsStepByStepAndNeverStopsProductionByItself() {
        hard("400.00");
        climbing.climb();
        assertThat(step()).isEqualTo(LadderStep.BLOCK_NEW);
        assertThat(work.stopped()).isEmpty();
        assertThat(ladder().next()).isEqualTo(LadderStep.DROP_BURST);
        assertThat(ladder().nextFrom()).isEqualByComparingTo("360");

        pass(24);
        climbing.climb();
        assertThat(step()).isEqualTo(LadderStep.DROP_BURST);
        graceIsOver();
        assertThat(work.stopped()).containsExactly("batch", "young-development");
        assertThatExceptionOfType(PlatformProblem.Conflict.class)
                .isThrownBy(() -> ladder.stopProduction(budget, "Now", admin))
                .satisfies(refused -> assertThat(refused.type()).isEqualTo("budget-not-used-up"));

        pass(2);
        climbing.climb();
        assertThat(step()).isEqualTo(LadderStep.STOP_DEVELOPMENT);
        assertThat(work.stopped()).containsExactly("batch", "young-development");
        graceIsOver();
        assertThat(work.stopped()).containsExactly("batch", "young-development", "old-development");
        climbing.climb();
        climbing.climb();
        assertThat(step()).isEqualTo(LadderStep.PRODUCTION_BY_DECISION);
        assertThat(work.running()).extracting(StoppableWork.Running::name).containsExactly("production");
        assertThat(audited()).isEqualTo(4);
    }

    @Test
    void warnsTheTeamOnceBeforeAnythingOfItIsStopped() {
        Actor member = people.member(team, TeamRole.MEMBER);
        Actor keeper = people.member(team, TeamRole.TEAM_ADMIN);
        hard("400.00");
        pass(24);
        climbing.climb();
        climbing.climb();
        assertThat(work.stopped()).isEmpty();
        assertThat(ladder().actsAt()).isEqualTo(clock.instant().plus(Duration.ofHours(1)));
        String warning = "To be stopped for the budget of %s: batch, young-development".formatted(team.name());
        assertThat(told(member)).containsExactly(warning);
        assertThat(told(keeper))
                .containsExactlyInAnyOrder(
                        warning, "Budget of %s: Borrowed GPUs are given back".formatted(team.name()));

        clock.advance(Duration.ofHours(1).minusSeconds(1));
        climbing.climb();
        assertThat(work.stopped()).isEmpty();
    }

    @Test
    void stopsProductionByANamedDecisionOnlyAndComesDownWhenRaised() {
        hard("100.00");
        pass(24);
        climbing.climb();
        assertThat(rest.post()
                        .uri("/api/v1/budgets/" + budget + "/production-stop")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"reason\": \" \"}")
                        .header(HttpHeaders.AUTHORIZATION, people.bearer(admin)))
                .hasStatus(400);
        assertThat(rest.post()
                        .uri("/api/v1/budgets/" + budget + "/production-stop")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"reason\": \"The contract ended\"}")
                        .header(HttpHeaders.AUTHORIZATION, people.bearer(admin)))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.step")
                .isEqualTo("PRODUCTION_STOPPED");
        assertThat(work.running()).isEmpty();
        assertThat(ladder().rungs().getFirst().decidedBy()).isEqualTo(admin.displayName());
        // Started again before its GPUs were given back, which takes no new ones.
        work.start(running("again", 2, QuotaClass.ONLINE_PRODUCTION, 0));
        climbing.climb();
        assertThat(step()).isEqualTo(LadderStep.PRODUCTION_STOPPED);
        assertThat(work.running()).isEmpty();

        budgets.raise(budget, new BigDecimal("100000"), clock.instant().plus(Duration.ofDays(20)), "A launch", admin);
        climbing.climb();
        assertThat(step()).isEqualTo(LadderStep.NONE);
        assertThat(rest.get()
                        .uri("/api/v1/budgets/" + budget + "/ladder")
                        .header(HttpHeaders.AUTHORIZATION, people.bearer(admin)))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.rungs[*].step")
                .asArray()
                .containsExactly("NONE", "PRODUCTION_STOPPED", "STOP_DEVELOPMENT");
    }

    @Test
    void leavesBudgetsThatOnlyAdviseAlone() {
        budget = budgets.create(new BudgetDraft(team.slug(), "month", "advise", BigDecimal.ONE), admin)
                .budget()
                .id();
        pass(24);
        climbing.climb();
        assertThat(step()).isEqualTo(LadderStep.NONE);
        assertThat(work.stopped()).isEmpty();
    }

    private void hard(String amount) {
        budget = budgets.create(new BudgetDraft(team.slug(), "month", "hard", new BigDecimal(amount)), admin)
                .budget()
                .id();
    }

    private void pass(int hours) {
        clock.advance(Duration.ofHours(hours).plusMinutes(1));
        clock.advance(Duration.ofMinutes(15));
        metering.bringUpToDate();
    }

    private Ladder ladder() {
        return ladder.of(budgets.one(budget, admin));
    }

    private LadderStep step() {
        return ladder().step();
    }

    private int audited() {
        return jdbc.sql("select count(*) from audit_entry where action = 'budget.ladder' and object_id = :id")
                .param("id", budget.toString())
                .query(Integer.class)
                .single();
    }

    private void graceIsOver() {
        clock.advance(Duration.ofHours(1));
        climbing.climb();
    }

    private List<String> told(Actor actor) {
        return inbox.list(false, new PageRequest(50, null), actor).items().stream()
                .map(InboxNotice::title)
                .toList();
    }

    private StoppableWork.Running running(String name, int gpus, QuotaClass quotaClass, int daysOld) {
        return new StoppableWork.Running(
                UUID.randomUUID(),
                name,
                team.id(),
                pool,
                gpus,
                quotaClass,
                clock.instant().minus(Duration.ofDays(daysOld)));
    }

    private void runs(String name, int gpus, QuotaClass quotaClass, int daysOld) {
        StoppableWork.Running running = running(name, gpus, quotaClass, daysOld);
        transaction.executeWithoutResult(status -> {
            ledger.hold(team, pool, running.deployment(), 1, gpus, quotaClass);
            ledger.reserve(running.deployment(), 1);
        });
        work.start(running);
    }

    private void give(String node, int guaranteed) {
        quota.change(node, pool, new QuotaEdit(new QuotaTerms(guaranteed, 8, 0, false), false, ""), null, admin);
    }
}
