package io.sextant.api.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.api.cluster.ClusterRegistration;
import io.sextant.api.pricing.PriceRecording;
import io.sextant.api.tenancy.Team;
import io.sextant.api.testing.ApiTest;
import io.sextant.api.testing.People;
import io.sextant.api.testing.SettableClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/**
 * How long it takes to charge a month of 10,000 deployments that ran all the time: intervals in Postgres to charges in
 * Postgres. {@code DEVELOPING.md} has the command; its name keeps it out of the build.
 */
@ApiTest
@TestPropertySource(properties = "sextant.test.database=benchmark")
class RatingBenchmark {
    private static final Logger LOG = LoggerFactory.getLogger(RatingBenchmark.class);
    private static final int DEPLOYMENTS = 10_000;
    private static final YearMonth MONTH = YearMonth.of(2026, 10);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Autowired
    Metering metering;

    @Autowired
    ChargeSums sums;

    @Autowired
    PriceRecording prices;

    @Autowired
    ClusterRegistration clusters;

    @Autowired
    People people;

    @Autowired
    SettableClock clock;

    @Autowired
    JdbcClient jdbc;

    @Test
    void ratesAMonthOfTenThousandDeploymentsWithinAMinute() {
        Instant start = MONTH.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        Instant end = MONTH.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        clusters.ensure("benchmark", "Benchmark");
        prices.record("benchmark", "H100-SXM-80GB", new BigDecimal("2.345678"), start, "benchmark", null);
        Team team = people.team();
        jdbc.sql("""
                        insert into gpu_interval (cluster, pod_uid, deployment_id, deployment_name, model, team_id, pod_name,
                                                  node, gpu_product, gpus, reclaimable, started_at, ended_at, seen_until)
                        select 'benchmark', 'pod-' || n, gen_random_uuid(), 'deployment-' || n,
                               'meta/llama-3.1-8b-instruct', :team, 'pod', 'node', 'NVIDIA-H100-80GB-HBM3', 1 + n % 8, false,
                               :start, :end, :end
                          from generate_series(1, :deployments) n
                        """)
                .param("team", team.id().value())
                .param("start", start.plusSeconds(7).atOffset(ZoneOffset.UTC))
                .param("end", end.minusSeconds(7).atOffset(ZoneOffset.UTC))
                .param("deployments", DEPLOYMENTS)
                .update();
        clock.set(end.plus(Duration.ofMinutes(15)));

        long begun = System.nanoTime();
        metering.bringUpToDate();
        Duration rating = Duration.ofNanos(System.nanoTime() - begun);

        int charges =
                jdbc.sql("select count(*) from charge").query(Integer.class).single();
        begun = System.nanoTime();
        int lines = sums.billed(MONTH).size();
        Duration summing = Duration.ofNanos(System.nanoTime() - begun);
        LOG.warn(
                "Rated a month: deployments={} charges={} rating={} s, summed up into {} lines in {} s",
                DEPLOYMENTS,
                charges,
                rating.toMillis() / 1000.0,
                lines,
                summing.toMillis() / 1000.0);
        assertThat(charges).isEqualTo(DEPLOYMENTS * 744);
        assertThat(rating).isLessThan(LIMIT);
    }
}
