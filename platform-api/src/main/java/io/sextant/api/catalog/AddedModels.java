package io.sextant.api.catalog;

import io.sextant.planner.hardware.Precision;
import io.sextant.planner.model.AttentionKind;
import io.sextant.planner.model.AttentionPattern;
import io.sextant.planner.model.Experts;
import io.sextant.planner.model.ModelArchitecture;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The models that administrators added, in Postgres. */
@Component
class AddedModels {
    private final JdbcClient jdbc;

    AddedModels(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<StoredModel> all() {
        return jdbc.sql("select * from catalog_model order by nim_id")
                .query(AddedModels::model)
                .list();
    }

    Optional<StoredModel> find(String nimId) {
        return jdbc.sql("select * from catalog_model where nim_id = :nimId")
                .param("nimId", nimId)
                .query(AddedModels::model)
                .optional();
    }

    void insert(StoredModel model) {
        bound(model, """
                        insert into catalog_model
                          (nim_id, weights, title, publisher, licence, notes, image_repository, image_tag, deprecated_on,
                           config, weight_format, parameters_stated, total_params_b, active_params_b, layers, kv_layers,
                           hidden, heads, kv_heads, head_dim, vocabulary, max_context, kv_bytes_per_token, attention,
                           sliding_layers, sliding_window, experts, experts_per_token, tied_embeddings,
                           revision, added_at, added_by, changed_at, changed_by)
                        values
                          (:nimId, :weights, :title, :publisher, :licence, :notes, :repository, :tag, :deprecatedOn,
                           cast(:config as jsonb), :format, :stated, :total, :active, :layers, :kvLayers,
                           :hidden, :heads, :kvHeads, :headDim, :vocabulary, :context, :kvBytes, :attention,
                           :slidingLayers, :slidingWindow, :experts, :expertsPerToken, :tied,
                           :revision, :addedAt, :addedBy, :changedAt, :changedBy)
                        """).update();
    }

    /** Replaces what people may change, if nobody else did since the revision before; false if somebody did. */
    boolean update(StoredModel model) {
        return bound(model, """
                        update catalog_model
                           set weights = :weights, title = :title, publisher = :publisher, licence = :licence,
                               notes = :notes, image_repository = :repository, image_tag = :tag,
                               deprecated_on = :deprecatedOn, parameters_stated = :stated,
                               total_params_b = :total, active_params_b = :active,
                               revision = :revision, changed_at = :changedAt, changed_by = :changedBy
                         where nim_id = :nimId and revision = :revision - 1
                        """).update() == 1;
    }

    void delete(String nimId) {
        jdbc.sql("delete from catalog_model where nim_id = :nimId")
                .param("nimId", nimId)
                .update();
    }

    private JdbcClient.StatementSpec bound(StoredModel model, String sql) {
        ModelDescription said = model.description();
        ModelArchitecture shape = model.architecture();
        NimImage image = said.image();
        Experts experts = shape.experts();
        JdbcClient.StatementSpec statement = jdbc.sql(sql)
                .param("nimId", said.nimId())
                .param("weights", said.weights())
                .param("title", said.title())
                .param("publisher", said.publisher())
                .param("licence", said.licence())
                .param("notes", said.notes())
                .param("repository", image == null ? null : image.repository())
                .param("tag", image == null ? null : image.tag())
                .param("deprecatedOn", model.deprecatedOn())
                .param("config", model.config())
                .param("format", model.weightFormat().label())
                .param("stated", model.parametersStated())
                .param("total", shape.totalParamsB())
                .param("active", shape.activeParamsB())
                .param("layers", shape.layers())
                .param("kvLayers", shape.kvLayers())
                .param("hidden", shape.hidden())
                .param("heads", shape.heads())
                .param("kvHeads", shape.kvHeads())
                .param("headDim", shape.headDim())
                .param("vocabulary", shape.vocab())
                .param("context", shape.maxContext())
                .param("kvBytes", shape.kvBytesPerToken16bit())
                .param("attention", shape.attention().kind().name())
                .param("slidingLayers", shape.attention().slidingLayers())
                .param("slidingWindow", shape.attention().slidingWindowTokens())
                .param("experts", experts == null ? null : experts.total())
                .param("expertsPerToken", experts == null ? null : experts.perToken())
                .param("tied", shape.tiedEmbeddings());
        return AdditionColumns.bind(statement, model.addition());
    }

    private static StoredModel model(ResultSet row, int number) throws SQLException {
        String repository = row.getString("image_repository");
        return new StoredModel(
                new ModelDescription(
                        row.getString("nim_id"),
                        row.getString("weights"),
                        row.getString("title"),
                        row.getString("publisher"),
                        row.getString("licence"),
                        row.getString("notes"),
                        repository == null ? null : new NimImage(repository, row.getString("image_tag"))),
                architecture(row),
                Precision.parse(row.getString("weight_format")),
                row.getBoolean("parameters_stated"),
                row.getObject("deprecated_on", LocalDate.class),
                row.getString("config"),
                AdditionColumns.read(row));
    }

    private static ModelArchitecture architecture(ResultSet row) throws SQLException {
        return new ModelArchitecture(
                row.getString("weights"),
                row.getDouble("total_params_b"),
                row.getDouble("active_params_b"),
                row.getInt("layers"),
                row.getInt("kv_layers"),
                row.getInt("hidden"),
                row.getInt("heads"),
                row.getInt("kv_heads"),
                row.getInt("head_dim"),
                row.getInt("vocabulary"),
                row.getInt("max_context"),
                row.getDouble("kv_bytes_per_token"),
                new AttentionPattern(
                        AttentionKind.valueOf(row.getString("attention")),
                        row.getInt("sliding_layers"),
                        row.getInt("sliding_window")),
                experts(row),
                row.getBoolean("tied_embeddings"));
    }

    private static @Nullable Experts experts(ResultSet row) throws SQLException {
        int total = row.getInt("experts");
        return row.wasNull() ? null : new Experts(total, row.getInt("experts_per_token"));
    }
}
