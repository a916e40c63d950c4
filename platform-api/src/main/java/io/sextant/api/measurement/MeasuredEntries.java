package io.sextant.api.measurement;

import io.sextant.api.catalog.CatalogGpu;
import io.sextant.api.catalog.CatalogModel;
import io.sextant.api.catalog.CatalogUse;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps models and GPU products in the catalogue that measurements are about. */
@Component
class MeasuredEntries implements CatalogUse {
    private static final String REMEDY = "Remove those sets of measurements first.";

    private final JdbcClient jdbc;

    MeasuredEntries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Use> ofModel(CatalogModel model) {
        return use("models", model.architecture().id());
    }

    @Override
    public List<Use> ofGpu(CatalogGpu gpu) {
        return use("gpus", gpu.name());
    }

    private List<Use> use(String column, String name) {
        String sql = column.equals("models")
                ? "select title from measurement_set where removed_at is null and :name = any(models) order by title"
                : "select title from measurement_set where removed_at is null and :name = any(gpus) order by title";
        List<String> titles =
                jdbc.sql(sql).param("name", name).query(String.class).list();
        return titles.isEmpty()
                ? List.of()
                : List.of(new Use("measurements are about it: " + String.join(", ", titles), REMEDY, false));
    }
}
