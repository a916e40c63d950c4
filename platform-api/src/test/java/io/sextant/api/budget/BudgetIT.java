package io.sextant.api.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sextant.api.cluster.ClusterRegistration;
import io.sextant.api.notification.InboxNotice;
import io.sextant.api.notification.NoticeInbox;
import io.sextant.api.paging.PageRequest;
import io.sextant.api.pricing.PriceRecording;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.quota.QuotaClass;
import io.sextant.api.quota.QuotaLedger;
import io.sextant.api.quota.QuotaPool;
import io.sextant.api.quota.Quotas;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.OrganisationSetup;
import io.sextant.api.tenancy.PlatformRole;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.TeamRole;
import io.sextant.api.testing.ApiTest;
import io.sextant.api.testing.People;
import io.sextant.api.testing.SettableClock;
import io.sextant.api.usage.Metering;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

@ApiTest
@TestPropertySource(properties = "sextant.test.database=money")
class BudgetIT {
    private static final String H100 = "NVIDIA-H100-80GB-HBM3";

    @Autowired
    Budgets budgets;

    @Autowired
    BudgetGate gate;

    @Autowired
    BudgetWatch watch;

    @Autowired
    NoticeInbox inbox;

    @Autowired
    QuotaLedger ledger;

    @Autowired
    Quotas quotas;

    @Autowired
    Metering metering;

    @Autowired
    PriceRecording prices;

    @Autowired
    ClusterRegistration clusters;

    @Autowired
    OrganisationSetup setup;

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
    private String department;
    private Team team;
    private QuotaPool pool;
    /** What one GPU costs until the end of the month. */
    private BigDecimal one;

    @BeforeEach
    void atTheBeginningOfAMonth() {
        admin = people.platform(PlatformRole.PLATFORM_ADMIN);
        department = people.team().slug().replace("team", "budget");
        setup.department(department, "Department " + department, "test-organisation");
        YearMonth month = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC)).plusMonths(1);
        Instant start = month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        clock.set(start);
        metering.bringUpToDate();
        pool = new QuotaPool("at-" + department, H100);
        clusters.ensure(pool.cluster(), "Cluster of a test");
        prices.record(pool.cluster(), "H100-SXM-80GB", new BigDecimal("2.00"), start.minusSeconds(1), "test", null);
        one = BigDecimal.valueOf(2L * 24 * month.lengthOfMonth());
        team = newTeam("a");
    }

    @Test
    void letsExactlyAsMuchBeTakenAsTheLimitAllows() {
        set(team.slug(), "hard", times(4));
        take(team, 3);
        take(team, 1);
        assertThatExceptionOfType(PlatformProblem.Conflict.class)
                .isThrownBy(() -> take(team, 1))
                .satisfies(refused -> {
                    assertThat(refused.type()).isEqualTo("budget-exceeded");
                    assertThat(refused.facts())
                            .containsEntry("limit", times(4).setScale(2))
                            .containsEntry("used", times(4).setScale(2))
                            .containsEntry("asked", times(1).setScale(2))
                            .containsEntry("node", team.slug())
                            .containsKey("options");
                });
    }

    @Test
    void asksEveryNodeAbove() {
        set(team.slug(), "hard", times(100));
        set(department, "approve-above", times(1));
        assertThat(take(team, 1)).isEmpty();
        assertThat(take(newTeam("b"), 1)).singleElement().satisfies(overrun -> {
            assertThat(overrun.node()).isEqualTo(department);
            assertThat(overrun.limit()).isEqualByComparingTo(times(1));
            assertThat(overrun.used()).isEqualByComparingTo(times(1));
            assertThat(overrun.asked()).isEqualByComparingTo(times(1));
        });
    }

    @Test
    void refusesForAHardBudgetAnywhereAbove() {
        set(team.slug(), "approve-above", BigDecimal.ONE);
        set(department, "hard", times(1));
        assertThat(take(team, 1)).hasSize(1);
        assertThatExceptionOfType(PlatformProblem.Conflict.class)
                .isThrownBy(() -> take(newTeam("b"), 1))
                .satisfies(refused -> {
                    assertThat(refused.type()).isEqualTo("budget-exceeded");
                    assertThat(refused.facts()).containsEntry("node", department);
                });
    }

    @Test
    void onlyAdvises() {
        set(team.slug(), "advise", BigDecimal.ONE);
        take(team, 4);
        assertThat(standing(team.slug()).committed()).isEqualByComparingTo(times(4));
    }

    @Test
    void grantsNoMoreThanFitsWhenTeamsAskAtOnce() throws Exception {
        set(department, "hard", times(3));
        List<Team> teams =
                IntStream.range(0, 8).mapToObj(number -> newTeam("c" + number)).toList();
        int granted = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(teams.size())) {
            List<Callable<Boolean>> requests = teams.stream()
                    .map(asking -> (Callable<Boolean>) () -> {
                        try {
                            take(asking, 1);
                            return true;
                        } catch (PlatformProblem.Conflict refused) {
                            return false;
                        }
                    })
                    .toList();
            for (Future<Boolean> answer : threads.invokeAll(requests)) {
                granted += answer.get() ? 1 : 0;
            }
        }
        assertThat(granted).isEqualTo(3);
    }

    @Test
    void isMoreOnlyWhileARaiseLasts() {
        BudgetStanding set = set(team.slug(), "hard", times(1));
        budgets.raise(set.budget().id(), times(2), clock.instant().plus(Duration.ofDays(2)), "A launch", admin);
        take(team, 3);
        assertThat(standing(team.slug()).budget().limit()).isEqualByComparingTo(times(3));

        clock.advance(Duration.ofDays(2));

        assertThat(standing(team.slug()).budget().limit()).isEqualByComparingTo(times(1));
        assertThatExceptionOfType(PlatformProblem.Conflict.class).isThrownBy(() -> take(team, 1));
    }

    @Test
    void tellsTheTeamsAdministratorsAndAuditorsOnceTheWholeIsReached() {
        Actor keeper = people.member(team, TeamRole.TEAM_ADMIN);
        Actor auditor = people.platform(PlatformRole.AUDITOR);
        set(team.slug(), "advise", new BigDecimal("96.00"));
        take(team, 1);
        clock.advance(Duration.ofMinutes(24 * 60 + 15));
        metering.bringUpToDate();
        watch.look();
        watch.look();

        String half = team.name() + " has spent 50 % of its budget";
        String forecast = team.name() + " will spend its budget by the forecast";
        assertThat(told(keeper)).containsExactlyInAnyOrder(half, forecast);
        assertThat(told(auditor)).contains(forecast).doesNotContain(half);
        assertThat(budgets.reached(keeper))
                .singleElement()
                .satisfies(reached -> assertThat(reached.threshold()).isEqualTo(BudgetStanding.Threshold.FORECAST_100));
    }

    private List<String> told(Actor actor) {
        return inbox.list(false, new PageRequest(50, null), actor).items().stream()
                .map(InboxNotice::title)
                .toList();
    }

    @Test
    void tellsEachThresholdOnceInAPeriod() {
        set(team.slug(), "advise", new BigDecimal("96.00"));
        take(team, 1);
        clock.advance(Duration.ofMinutes(24 * 60 + 15));
        metering.bringUpToDate();
        watch.look();
        watch.look();

        BudgetStanding day = standing(team.slug());
        assertThat(day.accrued()).isEqualByComparingTo("48");
        assertThat(day.alerts())
                .extracting(BudgetStanding.Alert::threshold)
                .containsExactly(BudgetStanding.Threshold.ACTUAL_50, BudgetStanding.Threshold.FORECAST_100);

        clock.advance(Duration.ofDays(1));
        metering.bringUpToDate();
        watch.look();
        assertThat(standing(team.slug()).alerts())
                .extracting(BudgetStanding.Alert::threshold)
                .containsExactly(
                        BudgetStanding.Threshold.ACTUAL_50,
                        BudgetStanding.Threshold.FORECAST_100,
                        BudgetStanding.Threshold.ACTUAL_100,
                        BudgetStanding.Threshold.ACTUAL_80);
    }

    @Test
    void isWrittenByRestWithTheRevisionOneHasSeen() {
        String path =
                "/api/v1/budgets/" + set(team.slug(), "hard", times(1)).budget().id();
        String change = "{\"mode\": \"advise\", \"amount\": 12.50}";
        assertThat(put(path, change, null)).hasStatus(428);
        assertThat(put(path, change, "\"1\""))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.mode")
                .isEqualTo("advise");
        assertThat(put(path, change, "\"1\"")).hasStatus(412);
        assertThat(put(path, "{\"mode\": \"perhaps\", \"amount\": -1}", "\"2\""))
                .hasStatus(400);
        Actor member = people.member(team, TeamRole.MEMBER);
        Actor stranger = people.member(newTeam("d"), TeamRole.MEMBER);
        assertThat(rest.get().uri(path).header(HttpHeaders.AUTHORIZATION, people.bearer(member)))
                .hasStatusOk();
        assertThat(rest.get().uri(path).header(HttpHeaders.AUTHORIZATION, people.bearer(stranger)))
                .hasStatus(404);
        assertThat(rest.post()
                        .uri("/api/v1/budgets")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"node\": \"%s\", \"period\": \"month\", \"mode\": \"hard\", \"amount\": 1}"
                                .formatted(team.slug()))
                        .header(HttpHeaders.AUTHORIZATION, people.bearer(admin)))
                .hasStatus(409)
                .bodyJson()
                .extractingPath("$.type")
                .isEqualTo("urn:sextant:problem:budget-exists");
    }

    @Test
    void bindsNobodyOnceItHasEndedAndMakesRoomForAnother() {
        Budget budget = set(team.slug(), "hard", times(1)).budget();
        budgets.raise(budget.id(), times(1), clock.instant().plus(Duration.ofDays(2)), "A launch", admin);
        take(team, 2);
        String path = "/api/v1/budgets/" + budget.id();
        assertThat(delete(path, null)).hasStatus(428);
        assertThat(delete(path, "\"7\"")).hasStatus(412);
        assertThat(delete(path, "\"1\"")).hasStatus(204);
        assertThat(delete(path, "\"2\"")).hasStatus(404);
        assertThat(budgets.all(admin)).noneMatch(other -> other.id().equals(budget.id()));
        take(team, 5);

        set(team.slug(), "hard", times(7));
        assertThatExceptionOfType(PlatformProblem.Conflict.class).isThrownBy(() -> take(team, 1));
        assertThat(jdbc.sql("select count(*) from audit_entry where action = 'budget.end' and object_id = :id")
                        .param("id", budget.id().toString())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    private MvcTestResult delete(String path, @Nullable String ifMatch) {
        var request = rest.delete().uri(path).header(HttpHeaders.AUTHORIZATION, people.bearer(admin));
        return (ifMatch == null ? request : request.header(HttpHeaders.IF_MATCH, ifMatch)).exchange();
    }

    private MvcTestResult put(String path, String body, @Nullable String ifMatch) {
        var request = rest.put()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .header(HttpHeaders.AUTHORIZATION, people.bearer(admin));
        return (ifMatch == null ? request : request.header(HttpHeaders.IF_MATCH, ifMatch)).exchange();
    }

    private BudgetStanding set(String node, String mode, BigDecimal amount) {
        return budgets.create(new BudgetDraft(node, "month", mode, amount), admin);
    }

    private BudgetStanding standing(String node) {
        return budgets.visibleTo(admin).stream()
                .filter(standing -> standing.budget().node().equals(node))
                .findFirst()
                .orElseThrow();
    }

    /** Takes them as a submission does; tells the budgets that would want a yes. */
    private List<BudgetOverrun> take(Team taking, int gpus) {
        return Objects.requireNonNull(transaction.execute(status -> {
            UUID holder = UUID.randomUUID();
            List<BudgetOverrun> overruns = gate.weigh(taking, pool, gpus);
            ledger.hold(taking, pool, holder, 1, gpus, QuotaClass.ONLINE_PRODUCTION);
            ledger.reserve(holder, 1);
            return overruns;
        }));
    }

    private Team newTeam(String suffix) {
        Team made = setup.team(department + "-" + suffix, "Team " + suffix, department);
        quotas.setLimit(made, pool, 100, admin);
        return made;
    }

    private BigDecimal times(int gpus) {
        return one.multiply(BigDecimal.valueOf(gpus));
    }
}
