package io.sextant.api.deployment;

import io.sextant.contract.observed.DeploymentObservation;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The latest observation of each deployment. */
@Repository
class ObservationStore {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    ObservationStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Keeps it if it is newer than the one held: of a later generation, or of a later moment. */
    boolean keepIfNewer(DeploymentObservation observation, Instant now) {
        return jdbc.sql("""
                        insert into deployment_observation as held
                               (deployment_id, generation, observed_at, received_at, observation)
                        values (:deployment, :generation, :observed, :received, cast(:observation as jsonb))
                        on conflict on constraint deployment_observation_pk do update
                           set generation  = excluded.generation,
                               observed_at = excluded.observed_at,
                               received_at = excluded.received_at,
                               observation = excluded.observation
                         where (held.generation, held.observed_at) < (excluded.generation, excluded.observed_at)
                        """)
                        .param("deployment", observation.deploymentId())
                        .param("generation", observation.generation())
                        .param("observed", observation.observedAt().atOffset(ZoneOffset.UTC))
                        .param("received", now.atOffset(ZoneOffset.UTC))
                        .param("observation", json.writeValueAsString(observation))
                        .update()
                > 0;
    }
}
