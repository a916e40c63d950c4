package io.sextant.api.telemetry;

import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The platform's metrics in Prometheus' text format: those of the JVM, of requests and of the connection pool, and what an
 * on-call engineer asks first, counted at each reading.
 */
@Service
@Transactional(readOnly = true)
public class PlatformMetrics {
    private final PrometheusMeterRegistry registry;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final MultiGauge deployments;
    private final MultiGauge silence;
    private final MultiGauge waiting;

    PlatformMetrics(PrometheusMeterRegistry registry, JdbcClient jdbc, Clock clock) {
        this.registry = registry;
        this.jdbc = jdbc;
        this.clock = clock;
        this.deployments = MultiGauge.builder("sextant.deployments")
                .description("Deployments that are not retired, by what is wanted of them")
                .register(registry);
        this.silence = MultiGauge.builder("sextant.deployer.silence")
                .description("Since a cluster's deployer was last heard")
                .baseUnit("seconds")
                .register(registry);
        this.waiting = MultiGauge.builder("sextant.waiting")
                .description("What waits: approvals for a decision, e-mails and webhook deliveries to be sent")
                .register(registry);
    }

    /** All of it; throws where the reader is neither auditor nor administrator. */
    public String read(Actor actor) {
        actor.requireEverywhere(Permission.VIEW_AUDIT);
        deployments.register(
                counts(
                        "select lower(presence), count(*) from deployment where retired_at is null group by 1",
                        "wanted"),
                true);
        silence.register(silences(), true);
        waiting.register(counts("""
                        select 'approval', count(*) from approval_request where state = 'WAITING'
                        union all select 'mail', count(*) from notice_mail where state = 'WAITING'
                        union all select 'webhook', count(*) from webhook_delivery where state = 'WAITING'
                        """, "what"), true);
        return registry.scrape();
    }

    private List<Row<?>> counts(String sql, String tag) {
        return jdbc.sql(sql)
                .<Row<?>>query((row, _) -> Row.of(Tags.of(tag, row.getString(1)), row.getLong(2)))
                .list();
    }

    /** A cluster that was never heard has none. */
    private List<Row<?>> silences() {
        Instant now = clock.instant();
        return jdbc.sql("select name, last_heard_at from cluster where last_heard_at is not null")
                .<Row<?>>query((row, _) -> Row.of(
                        Tags.of("cluster", row.getString(1)),
                        seconds(Duration.between(
                                row.getObject(2, OffsetDateTime.class).toInstant(), now))))
                .list();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
