package io.sextant.api.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.api.testing.TestPostgres;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What an installation rated in place before there were charges. */
class UsageMigrationIT {
    private static final String BEFORE = "202611230240";

    private final DriverManagerDataSource database = database();
    private final JdbcClient jdbc = JdbcClient.create(database);

    @Test
    void carriesRatedHoursOverAsCharges() {
        migrate(BEFORE);
        jdbc.sql("""
                        insert into org_node (id, parent_id, kind, slug, name, created_at)
                        values ('00000000-0000-0000-0000-000000000001', null, 'ORGANISATION', 'org', 'Org', now());
                        insert into org_node (id, parent_id, kind, slug, name, created_at)
                        values ('00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-000000000001', 'TEAM',
                                'team', 'Team', now());
                        insert into cluster (name, title, registered_at, state, state_since)
                        values ('east', 'East', now(), 'ACTIVE', now());
                        insert into gpu_interval (cluster, pod_uid, deployment_id, deployment_name, team_id, pod_name, node,
                                                  gpu_product, gpus, started_at, ended_at, seen_until)
                        values ('east', 'uid', '00000000-0000-0000-0000-000000000003', 'chat',
                                '00000000-0000-0000-0000-000000000002', 'pod', 'node', 'NVIDIA-L40S', 4,
                                '2026-01-31T22:30:00Z', '2026-02-01T00:30:00Z', '2026-02-01T00:30:00Z');
                        insert into usage_hour (deployment_id, cluster, gpu_product, hour, deployment_name, team_id,
                                                gpu_seconds, price_id, rate, cost)
                        values ('00000000-0000-0000-0000-000000000003', 'east', 'NVIDIA-L40S', '2026-01-31T22:00:00Z', 'chat',
                                '00000000-0000-0000-0000-000000000002', 7200, '00000000-0000-0000-0000-000000000004', 2, 4),
                               ('00000000-0000-0000-0000-000000000003', 'east', 'NVIDIA-L40S', '2026-01-31T23:00:00Z', 'chat',
                                '00000000-0000-0000-0000-000000000002', 14400, '00000000-0000-0000-0000-000000000004', 2, 8),
                               ('00000000-0000-0000-0000-000000000003', 'east', 'NVIDIA-L40S', '2026-02-01T00:00:00Z', 'chat',
                                '00000000-0000-0000-0000-000000000002', 7200, null, null, null)
                        """).update();

        migrate("latest");

        assertThat(jdbc.sql("""
                        select l.deployment_name || ' ' || l.gpus_per_replica || ' ' || c.revision || ' ' || c.kind || ' '
                               || c.billed_month || ' ' || c.gpu_seconds || ' ' || coalesce(round(c.cost, 2)::text, 'no price')
                          from charge c
                          join charge_line l on l.id = c.line_id
                         order by c.hour
                        """).query(String.class).list())
                .containsExactly(
                        "chat 4 0 CHARGE 2026-01-01 7200.000 4.00",
                        "chat 4 0 CHARGE 2026-01-01 14400.000 8.00",
                        "chat 4 0 CHARGE 2026-02-01 7200.000 no price");
        assertThat(jdbc.sql(
                                "select sealed_until <= now() and sealed_until > now() - interval '2 hours' from metering_seal")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void startsWithoutASealWhereNothingWasUsed() {
        migrate("latest");
        assertThat(jdbc.sql("select count(*) from metering_seal")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private void migrate(String target) {
        Flyway.configure().dataSource(database).target(target).load().migrate();
    }

    private static DriverManagerDataSource database() {
        JdbcConnectionDetails fresh = TestPostgres.freshDatabase();
        return new DriverManagerDataSource(
                fresh.getJdbcUrl(),
                Objects.requireNonNull(fresh.getUsername()),
                Objects.requireNonNull(fresh.getPassword()));
    }
}
