package io.sextant.api.quota;

import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.TeamId;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells and sets how many GPUs of each pool a team may hold. */
@Service
@Transactional
public class Quotas {
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    Quotas(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /** The pools a team has a limit in, by cluster and GPU product. */
    @Transactional(readOnly = true)
    public List<PoolBalance> balances(TeamId team) {
        return jdbc.sql("""
                        select cluster, gpu_product, limit_gpus, used_gpus
                          from team_quota
                         where team_id = :team
                         order by cluster, gpu_product
                        """)
                .param("team", team.value())
                .query((row, n) -> new PoolBalance(
                        new QuotaPool(row.getString("cluster"), row.getString("gpu_product")),
                        row.getInt("limit_gpus"),
                        row.getInt("used_gpus")))
                .list();
    }

    /** The balance in one pool; limit 0 where the team was given none. */
    @Transactional(readOnly = true)
    public PoolBalance balance(TeamId team, QuotaPool pool) {
        return balances(team).stream()
                .filter(balance -> balance.pool().equals(pool))
                .findFirst()
                .orElseGet(() -> new PoolBalance(pool, 0, 0));
    }

    /** Sets a limit; what is in use above it may stay, but nothing new is granted until use falls below it. */
    public void setLimit(Team team, QuotaPool pool, int limitGpus, Actor actor) {
        actor.requireEverywhere(Permission.ADMINISTER);
        if (limitGpus < 0) {
            throw new PlatformProblem.Invalid("/limitGpus", "too-small", "A limit is 0 GPUs or more.");
        }
        jdbc.sql("""
                        insert into team_quota as q (team_id, cluster, gpu_product, limit_gpus)
                        values (:team, :cluster, :product, :limit)
                        on conflict on constraint team_quota_pk do update
                           set limit_gpus  = excluded.limit_gpus,
                               excess_gpus = greatest(0, q.used_gpus - excluded.limit_gpus)
                        """)
                .param("team", team.id().value())
                .param("cluster", pool.cluster())
                .param("product", pool.gpuProduct())
                .param("limit", limitGpus)
                .update();
        events.publishEvent(new QuotaLimitChanged(team.id(), pool));
    }
}
