package io.sextant.api.deployment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The NIMServices of deployments, with the GPUs that the quota holds for each. */
@Repository
class ReleaseStore {
    private final JdbcClient jdbc;

    ReleaseStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(DeploymentId deployment, Release release) {
        jdbc.sql("""
                        insert into deployment_release
                               (deployment_id, service_name, generation, holder, gpu_product, held_gpus)
                        values (:deployment, :service, :generation, :holder, :product, :gpus)
                        """)
                .param("deployment", deployment.value())
                .param("service", release.service())
                .param("generation", release.generation())
                .param("holder", release.holder())
                .param("product", release.gpuProduct())
                .param("gpus", release.heldGpus())
                .update();
    }

    /** Those of which something may be left on the cluster, newest first. */
    List<Release> open(DeploymentId deployment) {
        return jdbc.sql("""
                        select service_name, generation, holder, gpu_product, held_gpus
                          from deployment_release
                         where deployment_id = :deployment and ended_at is null
                         order by generation desc
                        """)
                .param("deployment", deployment.value())
                .query((row, n) -> release(row))
                .list();
    }

    /** Notes how many GPUs the quota holds for it. */
    void holds(DeploymentId deployment, Release release, int gpus) {
        jdbc.sql("""
                        update deployment_release set held_gpus = :gpus
                         where deployment_id = :deployment and service_name = :service
                        """)
                .param("gpus", gpus)
                .param("deployment", deployment.value())
                .param("service", release.service())
                .update();
    }

    /** Notes that nothing of it is left. */
    void end(DeploymentId deployment, Release release, Instant now) {
        jdbc.sql("""
                        update deployment_release set held_gpus = 0, ended_at = :now
                         where deployment_id = :deployment and service_name = :service
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("deployment", deployment.value())
                .param("service", release.service())
                .update();
    }

    /** Whether a NIMService of this name may be in the team's namespace, whatever its deployment is called. */
    boolean isNameTaken(UUID team, String service) {
        return jdbc.sql("""
                        select count(*) > 0
                          from deployment_release r
                          join deployment d on d.id = r.deployment_id
                         where d.team_id = :team and r.service_name = :service and r.ended_at is null
                        """)
                .param("team", team)
                .param("service", service)
                .query(Boolean.class)
                .single();
    }

    private static Release release(ResultSet row) throws SQLException {
        return new Release(
                row.getString("service_name"),
                row.getLong("generation"),
                row.getObject("holder", UUID.class),
                row.getString("gpu_product"),
                row.getInt("held_gpus"));
    }
}
