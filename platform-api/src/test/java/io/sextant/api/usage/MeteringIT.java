package io.sextant.api.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sextant.api.cluster.ClusterRegistration;
import io.sextant.api.pricing.PriceDraft;
import io.sextant.api.pricing.PriceRecording;
import io.sextant.api.quota.QuotaClass;
import io.sextant.api.quota.QuotaLedger;
import io.sextant.api.quota.QuotaPool;
import io.sextant.api.quota.Quotas;
import io.sextant.api.tenancy.PlatformRole;
import io.sextant.api.tenancy.Team;
import io.sextant.api.testing.ApiTest;
import io.sextant.api.testing.People;
import io.sextant.api.testing.SettableClock;
import io.sextant.contract.observed.ReplicaInterval;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** Sealing is about the whole database, so these tests have one of their own, in which time only goes on. */
@ApiTest
@TestPropertySource(properties = "sextant.test.database=money")
class MeteringIT {
    private static final String H100 = "NVIDIA-H100-80GB-HBM3";

    @Autowired
    MeterReplicas meter;

    @Autowired
    Metering metering;

    @Autowired
    UsageReport report;

    @Autowired
    PriceRecording prices;

    @Autowired
    ClusterRegistration clusters;

    @Autowired
    QuotaLedger ledger;

    @Autowired
    Quotas quotas;

    @Autowired
    People people;

    @Autowired
    SettableClock clock;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    private Team team;
    private String cluster;
    private UUID deployment;
    private Instant ten;
    private boolean reclaimable;

    @BeforeEach
    void onANewDay() {
        team = people.team();
        cluster = "metering-" + team.slug();
        deployment = UUID.randomUUID();
        reclaimable = false;
        ten = clock.instant().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(34));
        clusters.ensure(cluster, "Cluster of a test");
        prices.record(cluster, "H100-SXM-80GB", new BigDecimal("2.00"), ten.minus(Duration.ofDays(400)), "test", null);
        at(0);
        metering.bringUpToDate();
    }

    @Test
    void sealsAnHourAQuarterOfAnHourAfterItsEnd() {
        at(74);
        told("a", 1, 30, null, 74);
        metering.bringUpToDate();
        assertThat(charges()).isEmpty();
        assertThat(report.ofDeployment(deployment).gpuHours()).isEqualByComparingTo("0.733333");

        at(75);
        metering.bringUpToDate();

        assertThat(charges()).containsExactly("10h CHARGE 1800.000 1.0000000000");
        assertThat(report.ofDeployment(deployment).gpuHours()).isEqualByComparingTo("0.733333");
    }

    @Test
    void countsWhatIsToldTwiceOnceAndInAnyOrderTheSame() {
        at(70);
        told("a", 1, 0, null, 60);
        told("a", 1, 0, 45, 45);
        told("a", 1, 0, null, 60);
        told("a", 1, 0, null, 30);
        told("a", 1, 0, 50, 50);
        at(75);
        metering.bringUpToDate();
        assertThat(charges()).containsExactly("10h CHARGE 2700.000 1.5000000000");
    }

    @Test
    void countsOverlappingReplicasBothAndOverlappingReportsOfOneOnce() {
        at(75);
        told("a", 1, 0, null, 40);
        told("a", 1, 10, null, 60);
        told("b", 1, 30, 60, 60);
        metering.bringUpToDate();
        assertThat(charges()).containsExactly("10h CHARGE 5400.000 3.0000000000");
    }

    @Test
    void keepsReplicasOfOtherSizesApart() {
        at(75);
        told("a", 1, 0, 60, 60);
        told("b", 4, 0, 30, 30);
        metering.bringUpToDate();
        assertThat(charges()).containsExactly("10h CHARGE 3600.000 2.0000000000", "10h CHARGE 7200.000 4.0000000000");
    }

    @Test
    void reversesAndRestatesWhatComesAfterTheSeal() {
        at(140);
        told("a", 1, 0, null, 120);
        metering.bringUpToDate();
        assertThat(charges()).containsExactly("10h CHARGE 3600.000 2.0000000000", "11h CHARGE 3600.000 2.0000000000");

        at(300);
        told("a", 1, 0, 30, 30);
        told("b", 1, 70, 75, 75);
        metering.bringUpToDate();
        metering.bringUpToDate();

        assertThat(charges())
                .containsExactly(
                        "10h CHARGE 3600.000 2.0000000000",
                        "10h REVERSAL -3600.000 -2.0000000000",
                        "10h RESTATEMENT 1800.000 1.0000000000",
                        "11h CHARGE 3600.000 2.0000000000",
                        "11h REVERSAL -3600.000 -2.0000000000",
                        "11h RESTATEMENT 300.000 0.1666666667");
        assertThat(report.ofDeployment(deployment).cost()).isEqualByComparingTo("1.1666666667");
    }

    @Test
    void believesNothingOfTheTimeAfterAReportArrived() {
        at(30);
        told("ahead", 1, 10, null, 400);
        told("from-the-future", 1, 50, 55, 55);
        at(80);
        metering.bringUpToDate();
        assertThat(charges()).containsExactly("10h CHARGE 1200.000 0.6666666667");
    }

    @Test
    void catchesUpAfterAnOutageOfDays() {
        at(0);
        told("a", 2, 0, null, 0);
        at(100 * 60 + 20);
        told("a", 2, 0, null, 100 * 60);
        metering.bringUpToDate();
        assertThat(charges()).hasSize(100).allMatch(row -> row.contains("CHARGE 7200.000 4.0000000000"));
    }

    @Test
    void ratesAnHourByThePriceInForceWhenItBegan() {
        prices.record(cluster, "H100-SXM-80GB", new BigDecimal("3.00"), ten.plusSeconds(1800), "test", null);
        at(140);
        told("a", 1, 0, 120, 120);
        metering.bringUpToDate();
        assertThat(charges()).containsExactly("10h CHARGE 3600.000 2.0000000000", "11h CHARGE 3600.000 3.0000000000");
        assertThat(jdbc.sql("""
                        select count(*)
                          from charge c
                          join charge_line l on l.id = c.line_id
                          join gpu_price p on p.id = c.price_id and p.usd_per_gpu_hour = c.rate
                         where l.deployment_id = :deployment
                        """)
                        .param("deployment", deployment)
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void ratesWhatIsBorrowedAboveTheGuaranteeByTheBurstPrice() {
        at(70);
        quotas.setLimit(team, new QuotaPool(cluster, H100), 3, people.platform(PlatformRole.PLATFORM_ADMIN));
        prices.add(
                new PriceDraft(
                        "H100-SXM-80GB",
                        cluster,
                        new BigDecimal("2.00"),
                        new BigDecimal("0.50"),
                        null,
                        ten.plusSeconds(7200),
                        "test",
                        null),
                people.platform(PlatformRole.PLATFORM_ADMIN));
        at(195);
        told("guaranteed", 2, 120, 180, 180);
        deployment = UUID.randomUUID();
        reclaimable = true;
        told("borrowed", 2, 150, 180, 180);
        metering.bringUpToDate();
        assertThat(charges())
                .containsExactlyInAnyOrder("12h CHARGE 1800.000 1.0000000000", "12h CHARGE 1800.000 0.2500000000");
    }

    @Test
    void keepsSecondsWithoutAPriceAndSaysSo() {
        at(75);
        meter("a", "NVIDIA-NOT-IN-ANY-CATALOGUE", 1, 0, 60, 60);
        metering.bringUpToDate();
        assertThat(charges()).containsExactly("10h CHARGE 3600.000 null");
        assertThat(report.ofDeployment(deployment).unpricedGpuHours()).isEqualByComparingTo("1");
    }

    @Test
    void chargesWhatIsReservedAndNotRunOnALineOfItsOwn() {
        QuotaPool pool = new QuotaPool(cluster, H100);
        quotas.setLimit(team, pool, 8, people.platform(PlatformRole.PLATFORM_ADMIN));
        at(0);
        transaction.executeWithoutResult(status -> {
            ledger.hold(team, pool, deployment, 1, 4, QuotaClass.ONLINE_PRODUCTION);
            ledger.reserve(deployment, 1);
        });
        at(60);
        told("a", 2, 30, null, 60);
        at(75);
        metering.bringUpToDate();
        assertThat(charges()).containsExactly("10h CHARGE 3600.000 2.0000000000");
        assertThat(idle()).containsExactly("10h CHARGE 10800.000 6.0000000000");

        at(140);
        told("a", 2, 0, 60, 60);
        transaction.executeWithoutResult(status -> ledger.release(deployment, 1));
        metering.bringUpToDate();
        assertThat(idle())
                .containsExactly(
                        "10h CHARGE 10800.000 6.0000000000",
                        "10h REVERSAL -10800.000 -6.0000000000",
                        "10h RESTATEMENT 7200.000 4.0000000000",
                        "11h CHARGE 14400.000 8.0000000000");
    }

    @Test
    void sealsOnceWhenTwoInstancesDo() throws Exception {
        at(24 * 60 + 15);
        told("a", 1, 0, null, 24 * 60);
        try (ExecutorService instances = Executors.newFixedThreadPool(2)) {
            Callable<Void> sealing = () -> {
                metering.bringUpToDate();
                return null;
            };
            for (Future<Void> done : instances.invokeAll(List.of(sealing, sealing))) {
                done.get();
            }
        }
        assertThat(charges()).hasSize(24);
    }

    @Test
    void changesNoRowEver() {
        at(75);
        told("a", 1, 0, 60, 60);
        metering.bringUpToDate();
        assertThatThrownBy(() -> jdbc.sql("update charge set cost = 0").update())
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> jdbc.sql("delete from charge").update()).hasMessageContaining("append-only");
        assertThatThrownBy(() -> jdbc.sql("truncate charge").update()).hasMessageContaining("append-only");
    }

    private void at(long minute) {
        clock.set(ten.plus(Duration.ofMinutes(minute)));
    }

    private void told(String pod, int gpus, long from, @Nullable Integer until, long seen) {
        meter(pod, H100, gpus, from, until, seen);
    }

    private void meter(String pod, String product, int gpus, long from, @Nullable Integer until, long seen) {
        transaction.executeWithoutResult(status -> meter.meter(
                new MeteredDeployment(
                        deployment, "chat", "meta/llama-3.1-8b-instruct", team.id(), cluster, reclaimable),
                List.of(new ReplicaInterval(
                        pod + deployment,
                        pod,
                        "node-a",
                        product,
                        gpus,
                        ten.plus(Duration.ofMinutes(from)),
                        until == null ? null : ten.plus(Duration.ofMinutes(until)),
                        ten.plus(Duration.ofMinutes(seen))))));
    }

    private List<String> charges() {
        return rows("l.deployment_id = :deployment");
    }

    private List<String> idle() {
        return rows("l.kind = 'RESERVED_IDLE' and l.cluster = '" + cluster + "' and :deployment is not null");
    }

    private List<String> rows(String which) {
        return jdbc.sql("""
                        select to_char(c.hour at time zone 'UTC', 'HH24') || 'h ' || c.kind || ' ' || c.gpu_seconds || ' '
                               || coalesce(c.cost::text, 'null')
                          from charge c
                          join charge_line l on l.id = c.line_id
                         where
                        """ + which + " order by c.hour, l.gpus_per_replica, c.revision")
                .param("deployment", deployment)
                .query(String.class)
                .list();
    }
}
