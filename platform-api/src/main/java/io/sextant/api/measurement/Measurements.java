package io.sextant.api.measurement;

import io.sextant.api.paging.Page;
import io.sextant.api.paging.PageRequest;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.planner.hardware.Precision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads measurements: those of a profile for the planner, and sets for people. */
@Service
@Transactional(readOnly = true)
public class Measurements {
    private static final String SETS = "select * from measurement_set where removed_at is null ";
    private static final String POINTS = "select * from measurement_point ";
    private static final String LAST = "9999-12-31T00:00:00Z|ffffffff-ffff-ffff-ffff-ffffffffffff";

    private final JdbcClient jdbc;

    Measurements(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What was measured of one profile, newest first.
     *
     * @param model id of the weights, which is the id of the catalogue's architecture
     * @param gpu name of the GPU product
     */
    public List<MeasurementPoint> forProfile(
            String model, String gpu, Precision precision, int tensorParallel, int pipelineParallel) {
        return jdbc.sql(POINTS + """
                        where model_id = :model and gpu = :gpu and precision = :precision
                          and tensor_parallel = :tp and pipeline_parallel = :pp
                        order by measured_on desc, set_id, line
                        """)
                .param("model", model)
                .param("gpu", gpu)
                .param("precision", precision.label())
                .param("tp", tensorParallel)
                .param("pp", pipelineParallel)
                .query(Measurements::point)
                .list();
    }

    /** What was measured of a model on whatever GPU, newest first; for plans, which look at every profile at once. */
    public List<MeasurementPoint> ofModel(String model) {
        return jdbc.sql(POINTS + "where model_id = :model order by measured_on desc, set_id, line")
                .param("model", model)
                .query(Measurements::point)
                .list();
    }

    /** The sets there are, newest first. */
    public Page<MeasurementSet> sets(PageRequest request) {
        Cursor after = Cursor.of(request.after() == null ? LAST : request.after());
        List<MeasurementSet> found = jdbc.sql(SETS + """
                        and (uploaded_at, id) < (:at, :id)
                        order by uploaded_at desc, id desc
                        limit :limit
                        """)
                .param("at", after.at().atOffset(ZoneOffset.UTC))
                .param("id", after.id())
                .param("limit", request.size() + 1)
                .query(MeasurementStore::set)
                .list();
        return page(found, request, set -> set.uploadedAt() + "|" + set.id());
    }

    /** The set of that id. */
    public MeasurementSet set(MeasurementSetId id) {
        return jdbc.sql(SETS + "and id = :id")
                .param("id", id.value())
                .query(MeasurementStore::set)
                .optional()
                .orElseThrow(() -> missing(id));
    }

    /** The rows of a set, by line. */
    public Page<MeasurementPoint> points(MeasurementSetId id, PageRequest request) {
        set(id);
        List<MeasurementPoint> found = jdbc.sql(POINTS + """
                        where set_id = :id and line > :after
                        order by line
                        limit :limit
                        """)
                .param("id", id.value())
                .param("after", line(request.after()))
                .param("limit", request.size() + 1)
                .query(Measurements::point)
                .list();
        return page(found, request, point -> String.valueOf(point.line()));
    }

    static PlatformProblem.NotFound missing(MeasurementSetId id) {
        return new PlatformProblem.NotFound(
                "measurement-set", id.toString(), "The list of measurements shows the sets there are.");
    }

    private static <T> Page<T> page(List<T> found, PageRequest request, java.util.function.Function<T, String> key) {
        if (found.size() <= request.size()) {
            return Page.whole(found);
        }
        List<T> items = found.subList(0, request.size());
        return new Page<>(items, PageRequest.tokenFor(key.apply(items.getLast())));
    }

    private static int line(@Nullable String after) {
        try {
            return after == null ? 0 : Integer.parseInt(after);
        } catch (NumberFormatException e) {
            throw malformed();
        }
    }

    /** Where a list goes on. */
    private record Cursor(Instant at, UUID id) {
        static Cursor of(String text) {
            String[] parts = text.split("\\|", -1);
            try {
                if (parts.length == 2) {
                    return new Cursor(Instant.parse(parts[0]), UUID.fromString(parts[1]));
                }
            } catch (DateTimeParseException | IllegalArgumentException e) {
                throw malformed();
            }
            throw malformed();
        }
    }

    private static PlatformProblem.Invalid malformed() {
        return new PlatformProblem.Invalid(
                "page_token",
                "malformed",
                "page_token is not one that this list gave out; leave it out to begin anew.");
    }

    private static MeasurementPoint point(ResultSet row, int number) throws SQLException {
        int factor = row.getBoolean("per_gpu") ? row.getInt("gpu_count") : 1;
        return new MeasurementPoint(
                new MeasurementSetId(row.getObject("set_id", UUID.class)),
                row.getInt("line"),
                row.getString("model_id"),
                row.getString("gpu"),
                Precision.parse(row.getString("precision")),
                row.getInt("tensor_parallel"),
                row.getInt("pipeline_parallel"),
                row.getString("source"),
                row.getString("source_ref"),
                row.getString("measured"),
                row.getObject("measured_on", LocalDate.class),
                row.getString("engine"),
                row.getString("engine_version"),
                row.getDouble("input_tokens"),
                row.getDouble("output_tokens"),
                MeasurementPoint.LoadKind.valueOf(row.getString("load_kind")),
                row.getObject("load", Double.class),
                row.getString("mode"),
                row.getString("statistic"),
                row.getObject("ttft_ms", Double.class),
                row.getObject("itl_ms", Double.class),
                row.getObject("tpot_ms", Double.class),
                row.getObject("e2e_ms", Double.class),
                times(row.getObject("output_tokens_per_s", Double.class), factor),
                times(row.getObject("total_tokens_per_s", Double.class), factor),
                times(row.getObject("requests_per_s", Double.class), factor),
                row.getString("notes"));
    }

    private static @Nullable Double times(@Nullable Double value, int factor) {
        return value == null ? null : (Double) (value * factor);
    }
}
