package io.sextant.api.deployment;

import io.sextant.api.deployment.manifest.NimBlueprint;
import io.sextant.api.planning.PlanProposal;
import io.sextant.contract.desired.Presence;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was wanted of deployments, generation by generation; they are only ever added. */
@Repository
class GenerationStore {
    private final JdbcClient jdbc;
    private final PlanSnapshots snapshots;

    GenerationStore(JdbcClient jdbc, PlanSnapshots snapshots) {
        this.jdbc = jdbc;
        this.snapshots = snapshots;
    }

    void add(DeploymentId deployment, Stored generation) {
        jdbc.sql("""
                        insert into deployment_generation
                               (deployment_id, generation, change, rolled_back_to, presence, plan, service_name, cache_name,
                                cache_shared, accepted_by, accepted_at)
                        values (:deployment, :generation, :change, :rolledBackTo, :presence, cast(:plan as jsonb), :service,
                                :cache, :shared, :by, :at)
                        """)
                .param("deployment", deployment.value())
                .param("generation", generation.number())
                .param("change", generation.kind().name())
                .param("rolledBackTo", generation.rolledBackTo())
                .param("presence", generation.content().presence().name())
                .param("plan", snapshots.write(generation.content().plan()))
                .param("service", generation.service())
                .param("cache", generation.cache().name())
                .param("shared", generation.cache().shared())
                .param("by", generation.acceptedBy())
                .param("at", generation.acceptedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** All generations, oldest first. */
    List<Stored> all(DeploymentId deployment) {
        return jdbc.sql("select * from deployment_generation where deployment_id = :deployment order by generation")
                .param("deployment", deployment.value())
                .query((row, n) -> stored(row))
                .list();
    }

    private Stored stored(ResultSet row) throws SQLException {
        PlanProposal plan = snapshots.read(row.getString("plan"));
        return new Stored(
                row.getLong("generation"),
                DeploymentGeneration.Kind.valueOf(row.getString("change")),
                row.getObject("rolled_back_to", Long.class),
                new Content(Presence.valueOf(row.getString("presence")), plan),
                row.getString("service_name"),
                new NimBlueprint.Cache(row.getString("cache_name"), plan.cacheGib(), row.getBoolean("cache_shared")),
                row.getString("accepted_by"),
                row.getObject("accepted_at", OffsetDateTime.class).toInstant());
    }

    /**
     * One generation as it is kept.
     *
     * @param service name of its NIMService
     */
    record Stored(
            long number,
            DeploymentGeneration.Kind kind,
            @Nullable Long rolledBackTo,
            Content content,
            String service,
            NimBlueprint.Cache cache,
            String acceptedBy,
            Instant acceptedAt) {}
}
