package io.sextant.api.deployment;

import io.sextant.contract.observed.Condition;
import io.sextant.contract.observed.ConditionType;
import io.sextant.contract.observed.DeploymentObservation;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How long starts took, so that the next one can be estimated from them. */
@Repository
class PastStarts {
    /**
     * Median of the latest 20 of the same model on the same GPUs of the same cluster, with the weights where they are now; looked for
     * only for those that are on their way. Needs the deployment as {@code d} and what was last seen of it as {@code o}.
     */
    static final String JOIN = """
              cross join lateral (
                   select percentile_cont(0.5) within group (order by extract(epoch from recent.ready_at - recent.began_at))
                             as seconds,
                          count(*) as starts
                     from (select s.began_at, s.ready_at
                             from deployment_start s
                            where d.retired_at is null
                              and coalesce(d.ready_generation, 0) < d.started_generation
                              and s.cluster = d.cluster
                              and s.model = d.plan #>> '{model,nimId}'
                              and s.gpu_product = d.plan #>> '{placement,gpuProduct}'
                              and s.downloaded = not coalesce(
                                      jsonb_path_exists(
                                          o.observation,
                                          '$.conditions[*] ? (@.type == "MODEL_CACHED" && @.status == "TRUE")'),
                                      false)
                            order by s.ready_at desc
                            limit 20) recent
                   ) past
            """;

    private final JdbcClient jdbc;

    PastStarts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Notes a start that has ended well; a clock of the cluster's that is off does not make it take less than no time. */
    void add(Deployment deployment, DeploymentRow row, DeploymentObservation observation, Instant now) {
        Instant began = deployment.startedAt();
        boolean downloaded = observation.conditions().stream()
                .filter(condition -> condition.type() == ConditionType.MODEL_CACHED)
                .map(Condition::changedAt)
                .anyMatch(began::isBefore);
        jdbc.sql("""
                insert into deployment_start
                       (deployment_id, generation, cluster, model, gpu_product, downloaded, began_at, ready_at)
                values (:deployment, :generation, :cluster, :model, :product, :downloaded, :began, :ready)
                on conflict on constraint deployment_start_pk do nothing
                """)
                .param("deployment", deployment.id())
                .param("generation", deployment.startedGeneration())
                .param("cluster", deployment.cluster())
                .param("model", row.plan().model().nimId())
                .param("product", row.plan().placement().gpuProduct())
                .param("downloaded", downloaded)
                .param("began", began.atOffset(ZoneOffset.UTC))
                .param("ready", (now.isBefore(began) ? began : now).atOffset(ZoneOffset.UTC))
                .update();
    }
}
