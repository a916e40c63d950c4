package io.sextant.api.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sextant.api.billing.SeededMonth.Booking;
import io.sextant.api.billing.SeededMonth.Guarantee;
import io.sextant.api.billing.SeededMonth.Told;
import io.sextant.api.cluster.ClusterRegistration;
import io.sextant.api.pricing.PriceDraft;
import io.sextant.api.pricing.PriceRecording;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.quota.QuotaAdministration;
import io.sextant.api.quota.QuotaClass;
import io.sextant.api.quota.QuotaEdit;
import io.sextant.api.quota.QuotaLedger;
import io.sextant.api.quota.QuotaPool;
import io.sextant.api.quota.QuotaTerms;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.OrganisationSetup;
import io.sextant.api.tenancy.PlatformRole;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.TeamRole;
import io.sextant.api.testing.ApiTest;
import io.sextant.api.testing.People;
import io.sextant.api.testing.SettableClock;
import io.sextant.api.usage.MeterReplicas;
import io.sextant.api.usage.MeteredDeployment;
import io.sextant.api.usage.Metering;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;

/** A month of 200 deployments whose statements are held against a computation of another kind. */
@ApiTest
@TestPropertySource(properties = "sextant.test.database=statements")
class MonthOfStatementsIT {
    private static final long SEED = 20_261_123L;
    private static final int DEPLOYMENTS = 200;
    private static final YearMonth MONTH = YearMonth.of(2027, 3);
    private static final Instant START = start(MONTH);
    private static final Instant END = start(MONTH.plusMonths(1));
    private static final Instant CLOSED = END.plus(Duration.ofDays(2));
    private static final Instant CLOSED_NEXT = start(MONTH.plusMonths(2)).plus(Duration.ofDays(2));
    private static final Instant DEARER = START.plus(Duration.ofDays(11)).plusSeconds(1234);
    private static final Map<String, String> GPUS =
            Map.of("NVIDIA-H100-80GB-HBM3", "H100-SXM-80GB", "NVIDIA-H200", "H200-SXM-141GB", "NVIDIA-L40S", "L40S");

    @Autowired
    OrganisationSetup setup;

    @Autowired
    People people;

    @Autowired
    ClusterRegistration clusters;

    @Autowired
    PriceRecording prices;

    @Autowired
    QuotaAdministration quota;

    @Autowired
    QuotaLedger ledger;

    @Autowired
    MeterReplicas meter;

    @Autowired
    Metering metering;

    @Autowired
    Statements statements;

    @Autowired
    CloseMonth closing;

    @Autowired
    ReconcileMoney reconciling;

    @Autowired
    SettableClock clock;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MockMvcTester rest;

    private Actor admin;

    @Test
    void equalsARecomputationFromWhatWasToldToTheCent() {
        admin = people.platform(PlatformRole.PLATFORM_ADMIN);
        clock.set(START.minus(Duration.ofDays(3)));
        List<Team> teams = organisation();
        List<QuotaPool> pools = pools();
        for (QuotaPool pool : pools) {
            quota.change("ledger-group", pool, terms(20_000), null, admin);
            quota.change("ledger-north", pool, terms(10_000), null, admin);
            quota.change("ledger-south", pool, terms(10_000), null, admin);
        }
        List<Guarantee> guarantees = guarantees(teams, pools);
        SeededMonth month = SeededMonth.of(SEED, DEPLOYMENTS, START, teams, pools);
        Recomputation recomputation =
                new Recomputation(month, guarantees, MonthOfStatementsIT::rate, MonthOfStatementsIT::burstRate);
        BigDecimal asIfGuaranteed =
                total(new Recomputation(month, guarantees, MonthOfStatementsIT::rate, MonthOfStatementsIT::rate)
                        .cost(START, END, CLOSED));

        pass(month, guarantees, Instant.EPOCH, CLOSED);
        closeEarlier();
        closing.close(MONTH, admin);
        Map<String, BigDecimal> asClosed = recomputation.cost(START, END, CLOSED);
        assertThat(total(asClosed))
                .isGreaterThan(new BigDecimal("10000"))
                .isLessThan(asIfGuaranteed.subtract(new BigDecimal("1000")));
        assertStatements(MONTH, teams, asClosed);
        List<Statement> frozen = statements.within(MONTH, "ledger-group", admin);

        pass(month, guarantees, CLOSED, CLOSED_NEXT);
        closing.close(MONTH.plusMonths(1), admin);
        Map<String, BigDecimal> next = recomputation.cost(END, start(MONTH.plusMonths(2)), CLOSED_NEXT);
        recomputation
                .cost(START.minus(Duration.ofDays(10)), END, CLOSED_NEXT)
                .forEach((team, cost) -> next.merge(team, cost, BigDecimal::add));
        asClosed.forEach((team, cost) -> next.merge(team, cost.negate(), BigDecimal::add));
        earlierMonth(recomputation).forEach((team, cost) -> next.merge(team, cost.negate(), BigDecimal::add));
        assertStatements(MONTH.plusMonths(1), teams, next);
        assertThat(statements.within(MONTH.plusMonths(1), "ledger-group", admin))
                .flatExtracting(Statement::lines)
                .anySatisfy(line -> assertThat(line.description()).startsWith("Correction of March 2027: "));

        assertThat(statements.within(MONTH, "ledger-group", admin)).isEqualTo(frozen);
        assertReconciled(recomputation, asClosed);
        assertFrozen();
        assertExports(teams.getFirst());
    }

    /** What came late for the month is told as billed later there, and as of earlier months in the next. */
    private void assertReconciled(Recomputation recomputation, Map<String, BigDecimal> asClosed) {
        BigDecimal late = total(recomputation.cost(START, END, CLOSED_NEXT)).subtract(total(asClosed));
        Reconciliation first = reconciling.report(MONTH, MONTH, null, admin);
        Reconciliation next = reconciling.report(MONTH.plusMonths(1), MONTH.plusMonths(1), null, admin);
        assertThat(first.isExplained()).as("seed %d", SEED).isTrue();
        assertThat(next.isExplained()).as("seed %d", SEED).isTrue();
        assertThat(first.preliminary()).isFalse();
        assertThat(cost(first, Reconciliation.Reason.BILLED_LATER).negate())
                .isCloseTo(late, Offset.offset(new BigDecimal("0.01")));
        BigDecimal stated =
                first.pools().stream().map(Reconciliation.Pool::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(stated)
                .isEqualByComparingTo(
                        statements.of(MONTH, "ledger-group", admin).total());
        assertThat(reconciling.report(MONTH, MONTH.plusMonths(1), null, admin).isExplained())
                .isTrue();
    }

    private static BigDecimal total(Map<String, BigDecimal> costs) {
        return costs.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal cost(Reconciliation report, Reconciliation.Reason reason) {
        return report.pools().stream()
                .flatMap(pool -> pool.differences().stream())
                .filter(difference -> difference.reason() == reason)
                .map(difference -> difference.cost() == null ? BigDecimal.ZERO : difference.cost())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Charged for the days before the month, which was closed before it. */
    private static Map<String, BigDecimal> earlierMonth(Recomputation recomputation) {
        return recomputation.cost(START.minus(Duration.ofDays(10)), START, CLOSED);
    }

    private static QuotaEdit terms(int gpus) {
        return new QuotaEdit(new QuotaTerms(gpus, 20_000, 0, false), false, "");
    }

    /** A few GPUs of each pool, and other ones from the middle of the month on. */
    private static List<Guarantee> guarantees(List<Team> teams, List<QuotaPool> pools) {
        List<Guarantee> guarantees = new ArrayList<>();
        for (Instant at : List.of(
                START.minus(Duration.ofDays(3)).plusSeconds(1),
                START.plus(Duration.ofDays(13)).plusSeconds(77))) {
            teams.forEach(team -> pools.forEach(pool -> guarantees.add(
                    new Guarantee(at, team, pool, Math.floorMod((team.slug() + pool + at).hashCode(), 12)))));
        }
        return guarantees;
    }

    private void pass(SeededMonth month, List<Guarantee> guarantees, Instant after, Instant until) {
        List<Runnable> work = new ArrayList<>();
        List<Instant> moments = new ArrayList<>();
        List<Object> events = new ArrayList<>(guarantees);
        events.addAll(month.facts());
        events.addAll(month.bookings());
        events.stream()
                .sorted(Comparator.comparing(MonthOfStatementsIT::moment))
                .filter(event -> moment(event).isAfter(after) && !moment(event).isAfter(until))
                .forEach(event -> {
                    moments.add(moment(event));
                    work.add(() -> take(event));
                });
        int at = 0;
        while (at < work.size()) {
            int first = at;
            Instant tick = moments.get(at).plus(Duration.ofHours(17));
            while (at < work.size() && moments.get(at).isBefore(tick)) {
                at++;
            }
            int last = at;
            transaction.executeWithoutResult(status -> {
                for (int i = first; i < last; i++) {
                    clock.set(moments.get(i));
                    work.get(i).run();
                }
            });
            metering.bringUpToDate();
        }
        clock.set(until);
    }

    private void take(Object event) {
        switch (event) {
            case Told told ->
                meter.meter(
                        new MeteredDeployment(
                                told.deployment().id(),
                                told.deployment().name(),
                                "meta/llama-3.1-8b-instruct",
                                told.deployment().team().id(),
                                told.deployment().pool().cluster(),
                                told.deployment().mayBorrow()),
                        List.of(told.interval()));
            case Booking booking
            when booking.gpus() > 0 -> {
                ledger.hold(
                        booking.deployment().team(),
                        booking.deployment().pool(),
                        booking.deployment().id(),
                        1,
                        booking.gpus(),
                        QuotaClass.OFFLINE);
                ledger.reserve(booking.deployment().id(), 1);
            }
            case Booking booking -> ledger.release(booking.deployment().id(), 1);
            case Guarantee guarantee ->
                quota.change(guarantee.team().slug(), guarantee.pool(), terms(guarantee.gpus()), null, admin);
            default -> throw new IllegalStateException(event.toString());
        }
    }

    private static Instant moment(Object event) {
        return switch (event) {
            case Told told -> told.arrived();
            case Guarantee guarantee -> guarantee.at();
            case Booking booking -> booking.at();
            default -> throw new IllegalStateException(event.toString());
        };
    }

    private void closeEarlier() {
        assertThatExceptionOfType(PlatformProblem.Conflict.class)
                .isThrownBy(() -> closing.close(MONTH, admin))
                .satisfies(problem -> assertThat(problem.type()).isEqualTo("month-not-next"));
        assertThatExceptionOfType(PlatformProblem.Forbidden.class)
                .isThrownBy(() -> closing.close(MONTH.minusMonths(1), people.platform(PlatformRole.AUDITOR)));
        closing.close(MONTH.minusMonths(1), admin);
        assertThatExceptionOfType(PlatformProblem.Conflict.class)
                .isThrownBy(() -> closing.close(MONTH.minusMonths(1), admin))
                .satisfies(problem -> assertThat(problem.type()).isEqualTo("month-closed"));
    }

    private void assertStatements(YearMonth month, List<Team> teams, Map<String, BigDecimal> expected) {
        BigDecimal all = BigDecimal.ZERO;
        for (Team team : teams) {
            Statement statement = statements.of(month, team.slug(), admin);
            BigDecimal total =
                    expected.getOrDefault(team.slug(), BigDecimal.ZERO).setScale(2, RoundingMode.HALF_EVEN);
            assertThat(statement.total())
                    .as("%s of %s, seed %d", month, team.slug(), SEED)
                    .isEqualTo(total);
            assertThat(statement.preliminary()).isFalse();
            all = all.add(total);
        }
        Statement organisation = statements.of(month, "ledger-group", admin);
        assertThat(organisation.total()).isEqualTo(all);
        assertThat(organisation.lines()).extracting(StatementLine::node).contains("ledger-north", "ledger-south");
    }

    private void assertFrozen() {
        assertThatThrownBy(() -> jdbc.sql("update statement set total = 0").update())
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> jdbc.sql("delete from statement_line").update())
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> jdbc.sql("delete from closed_month").update()).hasMessageContaining("append-only");
    }

    private void assertExports(Team team) {
        String focus = FocusExport.of(statements.organisation(), statements.within(MONTH, "ledger-group", admin));
        assertThat(focus.lines().findFirst().orElseThrow())
                .startsWith("BilledCost,BillingAccountId,BillingAccountName,");
        BigDecimal billed = focus.lines()
                .skip(1)
                .map(row -> new BigDecimal(row.substring(0, row.indexOf(','))))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(billed).isEqualTo(statements.of(MONTH, "ledger-group", admin).total());
        Actor member = people.member(team, TeamRole.VIEWER);
        String path = "/api/v1/statements/" + MONTH + "/";
        assertThat(rest.get().uri(path + team.slug()).header(HttpHeaders.AUTHORIZATION, people.bearer(member)))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.preliminary")
                .isEqualTo(false);
        assertThat(rest.get().uri(path + "ledger-group").header(HttpHeaders.AUTHORIZATION, people.bearer(member)))
                .hasStatus(404);
        assertThat(rest.get()
                        .uri(path + team.slug() + "/focus.csv")
                        .header(HttpHeaders.AUTHORIZATION, people.bearer(member)))
                .hasStatusOk()
                .bodyText()
                .contains("GPU Hours");
        assertThat(rest.get()
                        .uri("/api/v1/showback?by=model&month=" + MONTH)
                        .header(HttpHeaders.AUTHORIZATION, people.bearer(admin)))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.rows[*].key")
                .asArray()
                .contains("meta/llama-3.1-8b-instruct", "reserved-idle");
    }

    private List<Team> organisation() {
        setup.organisation("ledger-group", "Ledger Group");
        setup.department("ledger-north", "North", "ledger-group");
        setup.department("ledger-south", "South", "ledger-group");
        List<Team> teams = new ArrayList<>();
        for (int number = 0; number < 9; number++) {
            teams.add(setup.team(
                    "ledger-team-" + number, "Team " + number, number % 2 == 0 ? "ledger-north" : "ledger-south"));
        }
        return teams;
    }

    private List<QuotaPool> pools() {
        List<QuotaPool> pools = new ArrayList<>();
        for (String cluster : List.of("ledger-exact", "ledger-ahead")) {
            clusters.ensure(cluster, cluster);
            GPUS.forEach((label, gpu) -> {
                QuotaPool pool = new QuotaPool(cluster, label);
                pools.add(pool);
                price(pool, gpu, START, START.minus(Duration.ofDays(3)));
                price(pool, gpu, DEARER.plusSeconds(3600), DEARER);
            });
        }
        pools.sort(Comparator.comparing(QuotaPool::toString));
        return pools;
    }

    private void price(QuotaPool pool, String gpu, Instant asOf, Instant from) {
        prices.add(
                new PriceDraft(gpu, pool.cluster(), rate(pool, asOf), burstRate(pool, asOf), null, from, "test", null),
                admin);
    }

    private static BigDecimal burstRate(QuotaPool pool, Instant hour) {
        return rate(pool, hour).subtract(new BigDecimal("0.345679"));
    }

    /** Awkward numbers, so that every rounding shows. */
    private static BigDecimal rate(QuotaPool pool, Instant hour) {
        BigDecimal base = new BigDecimal("1.234567")
                .add(BigDecimal.valueOf(pool.toString().length(), 3));
        return hour.isBefore(DEARER) ? base : base.add(new BigDecimal("0.777777"));
    }

    private static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
