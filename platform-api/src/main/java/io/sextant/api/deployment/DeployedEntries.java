package io.sextant.api.deployment;

import io.sextant.api.catalog.CatalogGpu;
import io.sextant.api.catalog.CatalogModel;
import io.sextant.api.catalog.CatalogUse;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps models and GPU products in the catalogue that deployments run. */
@Component
class DeployedEntries implements CatalogUse {
    private static final String REMEDY = "Wait until these deployments are retired.";

    private final JdbcClient jdbc;

    DeployedEntries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Use> ofModel(CatalogModel model) {
        return use(
                jdbc.sql("""
                        select name from deployment
                         where retired_at is null and plan -> 'model' ->> 'nimId' = :name
                         order by name
                        """).param("name", model.nimId()).query(String.class).list());
    }

    @Override
    public List<Use> ofGpu(CatalogGpu gpu) {
        return use(jdbc.sql("""
                        select name from deployment
                         where retired_at is null and plan -> 'placement' ->> 'gpuProduct' = :name
                         order by name
                        """)
                .param("name", gpu.productLabel())
                .query(String.class)
                .list());
    }

    private static List<Use> use(List<String> names) {
        return names.isEmpty()
                ? List.of()
                : List.of(new Use("deployments run it: " + String.join(", ", names), REMEDY, true));
    }
}
