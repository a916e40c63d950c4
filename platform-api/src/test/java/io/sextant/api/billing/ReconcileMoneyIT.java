package io.sextant.api.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sextant.api.billing.Reconciliation.Reason;
import io.sextant.api.cluster.ClusterInventories;
import io.sextant.api.cluster.ClusterRegistration;
import io.sextant.api.pricing.PriceRecording;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.quota.QuotaClass;
import io.sextant.api.quota.QuotaLedger;
import io.sextant.api.quota.QuotaPool;
import io.sextant.api.quota.Quotas;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.PlatformRole;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.TeamRole;
import io.sextant.api.testing.ApiTest;
import io.sextant.api.testing.People;
import io.sextant.api.testing.SettableClock;
import io.sextant.api.usage.MeterReplicas;
import io.sextant.api.usage.MeteredDeployment;
import io.sextant.api.usage.Metering;
import io.sextant.contract.observed.ClusterInventory;
import io.sextant.contract.observed.GpuNode;
import io.sextant.contract.observed.ReplicaInterval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;

/** Two days whose facts lie on whole minutes, so that what they come to can be counted minute by minute. */
@ApiTest
@TestPropertySource(properties = "sextant.test.database=reconciliation")
class ReconcileMoneyIT {
    private static final long SEED = 20_270_301L;
    private static final YearMonth MONTH = YearMonth.of(2027, 3);
    private static final Instant START = Instant.parse("2027-03-01T00:00:00Z");
    private static final int MINUTES = 2 * 24 * 60 + 37;
    private static final int SEALED = 2 * 24 * 60;
    private static final int LAST_RUN = SEALED + 20;
    private static final int SILENT_FROM = 11 * 60;
    private static final int SILENT_UNTIL = 13 * 60;
    private static final String PRICED = "NVIDIA-H100-80GB-HBM3";
    private static final String UNPRICED = "NVIDIA-L40S";
    private static final String CLUSTER = "recon";
    private static final Offset<BigDecimal> TINY = Offset.offset(new BigDecimal("0.00001"));

    @Autowired
    ReconcileMoney reconciling;

    @Autowired
    ClusterRegistration clusters;

    @Autowired
    ClusterInventories inventories;

    @Autowired
    PriceRecording prices;

    @Autowired
    Quotas quotas;

    @Autowired
    QuotaLedger ledger;

    @Autowired
    MeterReplicas meter;

    @Autowired
    Metering metering;

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

    private final List<Replica> replicas = new ArrayList<>();
    private final List<Reserved> reservations = new ArrayList<>();
    private Actor admin;

    /** A replica, by minutes. */
    private record Replica(Team team, String product, UUID deployment, int gpus, int from, int until, int told) {}

    /** A reservation, by minutes. */
    private record Reserved(Team team, String product, UUID holder, int gpus, int from, int until) {}

    @Test
    void explainsEveryDifferenceByLine() {
        admin = people.platform(PlatformRole.PLATFORM_ADMIN);
        clock.set(START.minus(Duration.ofDays(1)));
        clusters.ensure(CLUSTER, "Cluster to be reconciled");
        prices.record(CLUSTER, "H100-SXM-80GB", new BigDecimal("1.234567"), clock.instant(), "test", null);
        seed();
        live();
        Reconciliation report = reconciling.report(MONTH, MONTH, CLUSTER, admin);

        assertThat(report.isExplained()).as("seed %d: %s", SEED, report).isTrue();
        assertThat(report.preliminary()).isTrue();
        assertThat(report.pools()).extracting(Reconciliation.Pool::gpuProduct).containsExactly(PRICED, UNPRICED);
        report.pools().forEach(this::assertPool);
        Reconciliation.Pool unpriced = report.pools().getLast();
        assertHours(of(unpriced, Reason.NO_PRICE), unpriced.charged().add(unpriced.reservedIdle()));
        assertThat(unpriced.amount()).isZero();

        assertThat(charged(Reason.CHARGES_DIFFER)).isZero();
        metering.bringUpToDate();
        assertThat(charged(Reason.LATE_FACTS)).isZero();
        assertThat(reconciling.report(MONTH, MONTH, CLUSTER, admin).isExplained())
                .isTrue();
        assertTamperingShows();
        assertRest();
    }

    private void seed() {
        Random random = new Random(SEED);
        for (Team team : List.of(people.team(), people.team(), people.team())) {
            for (String product : List.of(PRICED, UNPRICED)) {
                quotas.setLimit(team, new QuotaPool(CLUSTER, product), 100, admin);
                for (int number = 0; number < 3; number++) {
                    UUID id = new UUID(random.nextLong(), random.nextLong());
                    int from = random.nextInt(MINUTES - 300);
                    int until = from + 60 + random.nextInt(MINUTES);
                    int gpus = 1 + random.nextInt(6);
                    reservations.add(new Reserved(team, product, id, gpus, from, until));
                    int begins = from + random.nextInt(30);
                    int ends = Math.min(MINUTES - 5, until - random.nextInt(90) + random.nextInt(60));
                    int late = random.nextInt(3) == 0 ? random.nextInt(400) : 0;
                    if (ends > begins) {
                        replicas.add(
                                new Replica(team, product, id, gpus, begins, ends, Math.min(MINUTES - 3, ends + late)));
                    }
                }
            }
        }
        // Told last of all, when its hours are sealed and nothing has restated them yet.
        Team team = reservations.getFirst().team();
        replicas.add(new Replica(team, PRICED, UUID.randomUUID(), 2, 300, 420, MINUTES - 1));
    }

    private void live() {
        for (int minute = 0; minute < MINUTES; minute++) {
            int now = minute;
            clock.set(at(now));
            if (now % 5 == 0 && !(now > SILENT_FROM && now < SILENT_UNTIL)) {
                inventories.report(CLUSTER, inventory(now));
            }
            transaction.executeWithoutResult(status -> happen(now));
            if (now % 60 == 20) {
                metering.bringUpToDate();
            }
        }
        clock.set(at(MINUTES));
    }

    private void happen(int now) {
        for (Reserved reserved : reservations) {
            if (reserved.from() == now) {
                ledger.hold(
                        reserved.team(),
                        new QuotaPool(CLUSTER, reserved.product()),
                        reserved.holder(),
                        1,
                        reserved.gpus(),
                        QuotaClass.ONLINE_PRODUCTION);
                ledger.reserve(reserved.holder(), 1);
            } else if (reserved.until() == now) {
                ledger.release(reserved.holder(), 1);
            }
        }
        replicas.stream().filter(replica -> replica.told() == now).forEach(this::tell);
    }

    private void tell(Replica replica) {
        meter.meter(
                new MeteredDeployment(
                        replica.deployment(),
                        "chat",
                        "meta/llama-3.1-8b-instruct",
                        replica.team().id(),
                        CLUSTER,
                        false),
                List.of(new ReplicaInterval(
                        "pod-" + replica.deployment(),
                        "pod",
                        "node",
                        replica.product(),
                        replica.gpus(),
                        at(replica.from()),
                        at(replica.until()),
                        at(replica.until()))));
    }

    private static ClusterInventory inventory(int minute) {
        List<GpuNode> nodes = Stream.of(PRICED, UNPRICED)
                .flatMap(product -> IntStream.range(0, inCluster(minute) / 4)
                        .mapToObj(number -> new GpuNode(product + number, product, 81_559, 4, 0, true)))
                .toList();
        return new ClusterInventory(CLUSTER, at(minute), "1.33", "3.1.2", nodes, List.of());
    }

    /** A node is lost in the second day's first hours. */
    private static int inCluster(int minute) {
        return minute < 24 * 60 + 125 || minute >= 24 * 60 + 485 ? 12 : 8;
    }

    private static boolean isSilent(int minute) {
        return minute >= SILENT_FROM && minute < SILENT_UNTIL;
    }

    private void assertPool(Reconciliation.Pool pool) {
        long inventory = 0;
        long silent = 0;
        long nobodys = 0;
        long beyond = 0;
        long silentTaken = 0;
        long open = 0;
        long openHeld = 0;
        long late = 0;
        long told = 0;
        for (int minute = 0; minute < MINUTES; minute++) {
            int taken = taken(pool.gpuProduct(), minute, true);
            told += held(pool.gpuProduct(), minute, null, true);
            if (isSilent(minute)) {
                silent++;
                silentTaken += taken;
            } else {
                inventory += inCluster(minute);
                nobodys += Math.max(0, inCluster(minute) - taken);
                beyond += Math.max(0, taken - inCluster(minute));
            }
            if (minute >= SEALED) {
                open += taken;
                openHeld += held(pool.gpuProduct(), minute, null, true);
            } else {
                late += taken - taken(pool.gpuProduct(), minute, false);
            }
        }
        assertHours(pool.inventory(), inventory);
        assertHours(pool.silentHours(), silent);
        assertHours(pool.told(), told);
        assertHours(pool.nobodys(), nobodys);
        assertHours(of(pool, Reason.NOBODYS), nobodys);
        assertHours(of(pool, Reason.BEYOND_INVENTORY), -beyond);
        assertHours(of(pool, Reason.CLUSTER_SILENT), -silentTaken);
        assertHours(of(pool, Reason.NOT_SEALED), open);
        assertHours(of(pool, Reason.LATE_FACTS), late);
        assertHours(of(pool, Reason.OPEN_HOURS), openHeld);
        BigDecimal charged = pool.charged().add(pool.reservedIdle());
        assertThat(pool.inventory()).isCloseTo(charged.add(sum(pool, Reconciliation.Sides.INVENTORY)), TINY);
        assertThat(pool.onStatements()).isCloseTo(charged.add(sum(pool, Reconciliation.Sides.STATEMENTS)), TINY);
        assertThat(pool.amount())
                .isEqualByComparingTo(pool.differences().stream()
                        .filter(difference -> difference.reason().sides() == Reconciliation.Sides.STATEMENTS)
                        .map(difference -> difference.cost() == null ? BigDecimal.ZERO : difference.cost())
                        .reduce(pool.cost(), BigDecimal::add));
    }

    private static BigDecimal sum(Reconciliation.Pool pool, Reconciliation.Sides sides) {
        return pool.differences().stream()
                .filter(difference -> difference.reason().sides() == sides)
                .map(Reconciliation.Difference::gpuHours)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal of(Reconciliation.Pool pool, Reason reason) {
        return pool.differences().stream()
                .filter(difference -> difference.reason() == reason)
                .map(Reconciliation.Difference::gpuHours)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal charged(Reason reason) {
        return reconciling.report(MONTH, MONTH, CLUSTER, admin).pools().stream()
                .map(pool -> of(pool, reason))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static void assertHours(BigDecimal hours, long gpuMinutes) {
        assertHours(hours, BigDecimal.valueOf(gpuMinutes).divide(BigDecimal.valueOf(60), MathContext.DECIMAL64));
    }

    private static void assertHours(BigDecimal hours, BigDecimal expected) {
        assertThat(hours).as("seed %d", SEED).isCloseTo(expected, TINY);
    }

    private int taken(String product, int minute, boolean withLate) {
        return reservations.stream()
                .map(Reserved::team)
                .distinct()
                .mapToInt(team -> Math.max(
                        held(product, minute, team, withLate),
                        reservations.stream()
                                .filter(one -> one.team().equals(team)
                                        && one.product().equals(product)
                                        && one.from() <= minute
                                        && minute < one.until())
                                .mapToInt(Reserved::gpus)
                                .sum()))
                .sum();
    }

    private int held(String product, int minute, @Nullable Team team, boolean withLate) {
        return replicas.stream()
                .filter(one -> one.product().equals(product) && (team == null || team.equals(one.team())))
                .filter(one -> withLate || one.told() <= LAST_RUN)
                .filter(one -> one.from() <= minute && minute < one.until())
                .mapToInt(Replica::gpus)
                .sum();
    }

    /** A charge that nothing was told for, as somebody with the database in hand could write it. */
    private void assertTamperingShows() {
        jdbc.sql("""
                        insert into charge (line_id, hour, revision, kind, billed_month, gpu_seconds, price_id, rate, cost, booked_at)
                        select id, '2027-02-28T23:00:00Z'::timestamptz + interval '1 hour' * 4, 90, 'RESTATEMENT',
                               '2027-03-01', 7200, null, null, null, now()
                          from charge_line where cluster = :cluster order by id limit 1
                        """).param("cluster", CLUSTER).update();
        Reconciliation report = reconciling.report(MONTH, MONTH, CLUSTER, admin);
        assertThat(report.isExplained()).isFalse();
        assertThat(charged(Reason.CHARGES_DIFFER)).isCloseTo(new BigDecimal("-2"), TINY);
    }

    private void assertRest() {
        String path = "/api/v1/reconciliation";
        assertThat(rest.get()
                        .uri(path + "?from=2027-03&cluster=" + CLUSTER)
                        .header(HttpHeaders.AUTHORIZATION, people.bearer(admin)))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.pools[*].differences[*].reason")
                .asArray()
                .contains("NOBODYS", "CLUSTER_SILENT", "CHARGES_DIFFER");
        assertThat(rest.get()
                        .uri(path + "/lines.csv?from=2027-03")
                        .header(HttpHeaders.AUTHORIZATION, people.bearer(admin)))
                .hasStatusOk()
                .bodyText()
                .contains("first_month,last_month,cluster", "cluster-silent,inventory,");
        assertThat(rest.get()
                        .uri(path + "?from=2027-03&until=2027-02")
                        .header(HttpHeaders.AUTHORIZATION, people.bearer(admin)))
                .hasStatus(400);
        Actor member = people.member(reservations.getFirst().team(), TeamRole.TEAM_ADMIN);
        assertThatExceptionOfType(PlatformProblem.Forbidden.class)
                .isThrownBy(() -> reconciling.report(MONTH, MONTH, null, member));
    }

    private static Instant at(int minute) {
        return START.plusSeconds(60L * minute);
    }
}
