package io.sextant.api.usage;

import io.sextant.api.quota.ClusterHoldings;
import io.sextant.api.quota.QuotaPool;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The GPUs of replicas whose end was not reported. */
@Component
class HeldInClusters implements ClusterHoldings {
    private final JdbcClient jdbc;

    HeldInClusters(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Held> now() {
        return jdbc.sql("""
                        select team_id, cluster, gpu_product, sum(gpus) as gpus, min(seen_until) as seen_until
                          from gpu_interval
                         where ended_at is null
                         group by team_id, cluster, gpu_product
                        """)
                .query((row, _) -> new Held(
                        row.getObject("team_id", UUID.class),
                        new QuotaPool(row.getString("cluster"), row.getString("gpu_product")),
                        row.getInt("gpus"),
                        row.getObject("seen_until", OffsetDateTime.class).toInstant()))
                .list();
    }
}
