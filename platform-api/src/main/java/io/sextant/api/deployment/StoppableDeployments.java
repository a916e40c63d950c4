package io.sextant.api.deployment;

import io.sextant.api.notification.Audience;
import io.sextant.api.notification.Notice;
import io.sextant.api.notification.Notices;
import io.sextant.api.quota.QuotaClass;
import io.sextant.api.quota.QuotaPool;
import io.sextant.api.quota.StoppableWork;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.TeamId;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Deployments that are wanted to run, by the GPUs that the quota holds for them. */
@Service
@Transactional
class StoppableDeployments implements StoppableWork {
    private final ChangeDeployment changing;
    private final DeploymentRows rows;
    private final Notices notices;
    private final JdbcClient jdbc;

    StoppableDeployments(ChangeDeployment changing, DeploymentRows rows, Notices notices, JdbcClient jdbc) {
        this.changing = changing;
        this.rows = rows;
        this.notices = notices;
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Running> of(Collection<TeamId> teams) {
        if (teams.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        select d.id, d.name, d.team_id, d.cluster, r.gpu_product, sum(r.held_gpus) as gpus, d.quota_class,
                               d.started_at
                          from deployment d
                          join deployment_release r on r.deployment_id = d.id and r.ended_at is null
                         where d.presence = 'RUNNING' and d.team_id in (:teams)
                         group by d.id, r.gpu_product
                        having sum(r.held_gpus) > 0
                         order by d.id, r.gpu_product
                        """)
                .param("teams", teams.stream().map(TeamId::value).toList())
                .query((row, _) -> new Running(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        new TeamId(row.getObject("team_id", UUID.class)),
                        new QuotaPool(row.getString("cluster"), row.getString("gpu_product")),
                        row.getInt("gpus"),
                        QuotaClass.valueOf(row.getString("quota_class")),
                        row.getObject("started_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Ending> ending(Collection<TeamId> teams) {
        if (teams.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        select d.team_id, d.cluster, r.gpu_product, sum(r.held_gpus) as gpus, d.quota_class
                          from deployment d
                          join deployment_release r on r.deployment_id = d.id and r.ended_at is null
                         where d.presence <> 'RUNNING' and d.team_id in (:teams)
                         group by d.id, r.gpu_product
                        having sum(r.held_gpus) > 0
                        """)
                .param("teams", teams.stream().map(TeamId::value).toList())
                .query((row, _) -> new Ending(
                        new TeamId(row.getObject("team_id", UUID.class)),
                        new QuotaPool(row.getString("cluster"), row.getString("gpu_product")),
                        row.getInt("gpus"),
                        QuotaClass.valueOf(row.getString("quota_class"))))
                .list();
    }

    @Override
    public boolean stop(UUID deployment, Why why, BooleanSupplier still) {
        DeploymentId id = new DeploymentId(deployment);
        Optional<DeploymentRow> known = rows.find(id);
        if (known.isEmpty()
                || !changing.stop(id, why.sentence() + " The GPUs come back when the replicas have ended.", still)) {
            return false;
        }
        DeploymentRow row = known.get();
        notices.tell(new Notice(
                why.kind(),
                why.onceKey() + "/" + id + "/" + row.generation(),
                new Audience.Holders(Permission.DEPLOY, row.team().value()),
                row.name() + " was stopped",
                why.sentence() + " Nothing of it is lost: start it again when there is room, or retire it.",
                "/deployments/" + id));
        return true;
    }
}
