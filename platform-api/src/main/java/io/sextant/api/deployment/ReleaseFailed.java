package io.sextant.api.deployment;

import io.sextant.api.jobs.RecurringJob;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks every few minutes for deployments that failed and still keep their GPUs. */
@Configuration(proxyBeanMethods = false)
class ReleaseFailed {
    private static final Logger LOG = LoggerFactory.getLogger(ReleaseFailed.class);
    private static final Duration PAUSE = Duration.ofMinutes(5);

    private final EndFailed failed;
    private final JdbcClient jdbc;

    ReleaseFailed(EndFailed failed, JdbcClient jdbc) {
        this.failed = failed;
        this.jdbc = jdbc;
    }

    @Bean
    RecurringJob releasingFailed() {
        return new RecurringJob("release-failed-deployments", PAUSE, this::look);
    }

    void look() {
        for (DeploymentId id : notServing()) {
            try {
                if (failed.isOver(id)) {
                    failed.stop(id);
                }
            } catch (RuntimeException e) {
                // The others are looked at nevertheless; this one is tried again with the next look.
                LOG.error("Failed deployment could not be stopped: deployment={}", id, e);
            }
        }
    }

    /** Only what serves nothing can have failed. */
    private List<DeploymentId> notServing() {
        return jdbc.sql("""
                        select d.id
                          from deployment d
                          join deployment_observation o on o.deployment_id = d.id and o.generation = d.generation
                         where d.presence = 'RUNNING' and d.held_gpus > 0
                           and cast(o.observation ->> 'readyReplicas' as integer) = 0
                         order by d.id
                        """).query(UUID.class).list().stream()
                .map(DeploymentId::new)
                .toList();
    }
}
