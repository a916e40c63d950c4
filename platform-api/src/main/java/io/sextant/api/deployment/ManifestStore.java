package io.sextant.api.deployment;

import io.sextant.contract.desired.Manifest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The manifests as they were rendered when a generation was accepted. */
@Repository
class ManifestStore {
    /** As they are read: the weights, the service, and what stands beside it. */
    private static final String ORDER =
            "array_position(array['NIMCache', 'NIMService', 'PodDisruptionBudget', 'ScaledObject', 'Service'], kind)";

    private final JdbcClient jdbc;

    ManifestStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void keep(DeploymentId deployment, long generation, Manifest manifest) {
        jdbc.sql("""
                        insert into deployment_manifest (deployment_id, generation, kind, api_version, name, yaml)
                        values (:deployment, :generation, :kind, :apiVersion, :name, :yaml)
                        """)
                .param("deployment", deployment.value())
                .param("generation", generation)
                .param("kind", manifest.kind())
                .param("apiVersion", manifest.apiVersion())
                .param("name", manifest.name())
                .param("yaml", manifest.yaml())
                .update();
    }

    /** Those of one generation, the weights first. */
    List<Manifest> of(DeploymentId deployment, long generation) {
        return jdbc.sql("""
                        select kind, api_version, name, yaml
                          from deployment_manifest
                         where deployment_id = :deployment and generation = :generation
                         order by
                        """ + ORDER)
                .param("deployment", deployment.value())
                .param("generation", generation)
                .query((row, n) -> manifest(row))
                .list();
    }

    /** Those of every generation, the weights first. */
    Map<Long, List<Manifest>> byGeneration(DeploymentId deployment) {
        Map<Long, List<Manifest>> found = new HashMap<>();
        jdbc.sql("""
                        select generation, kind, api_version, name, yaml
                          from deployment_manifest
                         where deployment_id = :deployment
                         order by generation,
                        """ + ORDER).param("deployment", deployment.value()).query(row -> {
            found.computeIfAbsent(row.getLong("generation"), _ -> new ArrayList<>())
                    .add(manifest(row));
        });
        return found;
    }

    /** The newest that were rendered, the weights first. */
    List<Manifest> newest(DeploymentId deployment) {
        return jdbc.sql("""
                        select kind, api_version, name, yaml
                          from deployment_manifest
                         where deployment_id = :deployment
                           and generation = (select max(generation)
                                               from deployment_manifest
                                              where deployment_id = :deployment)
                         order by
                        """ + ORDER)
                .param("deployment", deployment.value())
                .query((row, n) -> manifest(row))
                .list();
    }

    private static Manifest manifest(ResultSet row) throws SQLException {
        return new Manifest(
                row.getString("api_version"), row.getString("kind"), row.getString("name"), row.getString("yaml"));
    }
}
