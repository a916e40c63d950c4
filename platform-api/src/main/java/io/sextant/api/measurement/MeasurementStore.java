package io.sextant.api.measurement;

import io.sextant.planner.reference.Load;
import io.sextant.planner.reference.MeasurementRow;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes sets and their rows. */
@Component
class MeasurementStore {
    private static final int BATCH = 500;

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;

    MeasurementStore(JdbcClient jdbc, NamedParameterJdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    void insert(MeasurementSet set, String digest, UUID uploader) {
        jdbc.sql("""
                        insert into measurement_set (id, title, file_digest, row_count, sources, models, gpus,
                                                     uploaded_by, uploaded_by_name, uploaded_at)
                        values (:id, :title, :digest, :rows, :sources, :models, :gpus, :uploader, :name, :at)
                        """)
                .param("id", set.id().value())
                .param("title", set.title())
                .param("digest", digest)
                .param("rows", set.rows())
                .param("sources", set.sources().toArray(String[]::new))
                .param("models", set.models().toArray(String[]::new))
                .param("gpus", set.gpus().toArray(String[]::new))
                .param("uploader", uploader)
                .param("name", set.uploadedBy())
                .param("at", utc(set.uploadedAt()))
                .update();
    }

    void insert(MeasurementSetId set, Map<String, CheckedRow> rows) {
        List<MapSqlParameterSource> pending = new ArrayList<>();
        rows.forEach((key, row) -> {
            pending.add(values(set, key, row));
            if (pending.size() == BATCH) {
                flush(pending);
            }
        });
        if (!pending.isEmpty()) {
            flush(pending);
        }
    }

    private void flush(List<MapSqlParameterSource> rows) {
        batches.batchUpdate("""
                insert into measurement_point
                  (set_id, line, point_key, model_id, model_as_written, gpu, precision, gpu_count, tensor_parallel,
                   pipeline_parallel, source, source_ref, measured, measured_on, engine, engine_version, input_tokens,
                   output_tokens, load_kind, load, mode, statistic, ttft_ms, itl_ms, tpot_ms, e2e_ms,
                   output_tokens_per_s, total_tokens_per_s, requests_per_s, per_gpu, notes)
                values
                  (:set, :line, :key, :model, :written, :gpu, :precision, :gpuCount, :tp,
                   :pp, :source, :sourceRef, :measured, :measuredOn, :engine, :engineVersion, :input,
                   :output, :loadKind, :load, :mode, :statistic, :ttft, :itl, :tpot, :e2e,
                   :outputRate, :totalRate, :requestRate, :perGpu, :notes)
                """, rows.toArray(MapSqlParameterSource[]::new));
        rows.clear();
    }

    private static MapSqlParameterSource values(MeasurementSetId set, String key, CheckedRow checked) {
        MeasurementRow row = checked.row();
        return new MapSqlParameterSource()
                .addValue("set", set.value())
                .addValue("line", row.line())
                .addValue("key", key)
                .addValue("model", checked.modelId())
                .addValue("written", row.model())
                .addValue("gpu", checked.gpu().name())
                .addValue("precision", checked.precision().label())
                .addValue("gpuCount", checked.gpuCount())
                .addValue("tp", checked.tensorParallel())
                .addValue("pp", checked.pipelineParallel())
                .addValue("source", row.source())
                .addValue("sourceRef", text(row.sourceRef()))
                .addValue("measured", checked.date().written())
                .addValue("measuredOn", checked.date().firstDay())
                .addValue("engine", row.engine())
                .addValue("engineVersion", text(row.engineVersion()))
                .addValue("input", checked.inputTokens())
                .addValue("output", checked.outputTokens())
                .addValue("loadKind", kind(checked.load()).name())
                .addValue("load", number(checked.load()))
                .addValue("mode", text(row.mode()))
                .addValue("statistic", Statistics.key(row.statistic()))
                .addValue("ttft", row.ttftMs())
                .addValue("itl", row.itlMs())
                .addValue("tpot", row.tpotMs())
                .addValue("e2e", row.e2eMs())
                .addValue("outputRate", row.outputTokensPerSecond())
                .addValue("totalRate", row.totalTokensPerSecond())
                .addValue("requestRate", row.requestsPerSecond())
                .addValue("perGpu", row.perGpu())
                .addValue("notes", text(row.notes()));
    }

    /** Where rows of these keys stand already: title of the set and line, by key. */
    Map<String, Place> stored(Collection<String> keys) {
        return jdbc
                .sql("""
                        select p.point_key, s.title, p.line
                          from measurement_point p
                          join measurement_set s on s.id = p.set_id
                         where p.point_key = any(:keys)
                        """)
                .param("keys", keys.toArray(String[]::new))
                .query((row, number) ->
                        Map.entry(row.getString("point_key"), new Place(row.getString("title"), row.getInt("line"))))
                .list()
                .stream()
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** A row of a set. */
    record Place(String set, int line) {}

    Optional<String> titleOf(String digest) {
        return jdbc.sql("select title from measurement_set where file_digest = :digest and removed_at is null")
                .param("digest", digest)
                .query(String.class)
                .optional();
    }

    /** Removes the rows; the set stays, marked; false if it was removed before. */
    boolean remove(MeasurementSetId set, String who, Instant at) {
        int marked = jdbc.sql("""
                        update measurement_set set removed_at = :at, removed_by_name = :who
                         where id = :id and removed_at is null
                        """)
                .param("at", utc(at))
                .param("who", who)
                .param("id", set.value())
                .update();
        jdbc.sql("delete from measurement_point where set_id = :id")
                .param("id", set.value())
                .update();
        return marked == 1;
    }

    static MeasurementSet set(ResultSet row, int number) throws SQLException {
        return new MeasurementSet(
                new MeasurementSetId(row.getObject("id", UUID.class)),
                row.getString("title"),
                row.getInt("row_count"),
                texts(row.getArray("sources")),
                texts(row.getArray("models")),
                texts(row.getArray("gpus")),
                row.getString("uploaded_by_name"),
                row.getObject("uploaded_at", OffsetDateTime.class).toInstant());
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private static MeasurementPoint.LoadKind kind(Load load) {
        return switch (load) {
            case Load.Concurrency _ -> MeasurementPoint.LoadKind.CONCURRENCY;
            case Load.StaticBatch _ -> MeasurementPoint.LoadKind.BATCH;
            case Load.Rate _ -> MeasurementPoint.LoadKind.RATE;
            case Load.Unlimited _ -> MeasurementPoint.LoadKind.UNBOUNDED;
        };
    }

    private static @Nullable Double number(Load load) {
        return switch (load) {
            case Load.Concurrency(int requests) -> (double) requests;
            case Load.StaticBatch(int requests) -> (double) requests;
            case Load.Rate(double requestsPerSecond) -> requestsPerSecond;
            case Load.Unlimited _ -> null;
        };
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
