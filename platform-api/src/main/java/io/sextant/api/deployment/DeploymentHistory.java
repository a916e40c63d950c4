package io.sextant.api.deployment;

import io.sextant.api.deployment.status.Phase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The events of deployments; they are only ever added. */
@Repository
class DeploymentHistory {
    private final JdbcClient jdbc;
    private final Clock clock;

    DeploymentHistory(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Adds an event that happens now.
     *
     * @param actor null for what its cluster reported
     */
    void add(
            Deployment deployment,
            DeploymentEvent.Kind kind,
            @Nullable String actor,
            @Nullable Phase phase,
            String sentence) {
        jdbc.sql("""
                        insert into deployment_event (deployment_id, at, kind, generation, actor_name, phase, sentence)
                        values (:deployment, :at, :kind, :generation, :actor, :phase, :sentence)
                        """)
                .param("deployment", deployment.id())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("kind", kind.name())
                .param("generation", deployment.generation())
                .param("actor", actor)
                .param("phase", phase == null ? null : phase.name())
                .param("sentence", sentence)
                .update();
    }

    /** All events, oldest first. */
    List<DeploymentEvent> of(DeploymentId deployment) {
        return jdbc.sql("select * from deployment_event where deployment_id = :deployment order by id")
                .param("deployment", deployment.value())
                .query((row, n) -> event(row))
                .list();
    }

    private static DeploymentEvent event(ResultSet row) throws SQLException {
        String phase = row.getString("phase");
        return new DeploymentEvent(
                row.getLong("id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                DeploymentEvent.Kind.valueOf(row.getString("kind")),
                row.getLong("generation"),
                row.getString("actor_name"),
                phase == null ? null : Phase.valueOf(phase),
                row.getString("sentence"));
    }
}
