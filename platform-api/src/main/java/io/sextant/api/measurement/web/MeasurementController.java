package io.sextant.api.measurement.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sextant.api.measurement.MeasurementPoint;
import io.sextant.api.measurement.MeasurementSet;
import io.sextant.api.measurement.MeasurementSetId;
import io.sextant.api.measurement.MeasurementUpload;
import io.sextant.api.measurement.Measurements;
import io.sextant.api.paging.Page;
import io.sextant.api.paging.PageRequest;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(MeasurementController.PATH)
class MeasurementController {
    static final String PATH = "/api/v1/measurements";

    private final Measurements measurements;
    private final MeasurementUpload upload;

    MeasurementController(Measurements measurements, MeasurementUpload upload) {
        this.measurements = measurements;
        this.upload = upload;
    }

    @GetMapping
    @Requires(Permission.VIEW_CATALOG)
    Page<SetBody> list(
            @RequestParam(name = "page_size", required = false) @Nullable Integer pageSize,
            @RequestParam(name = "page_token", required = false) @Nullable String pageToken) {
        return measurements.sets(PageRequest.of(pageSize, pageToken)).map(SetBody::of);
    }

    @PostMapping
    @Requires(Permission.ADMINISTER_CATALOG)
    ResponseEntity<SetBody> upload(
            @RequestParam(required = false) @Nullable String title,
            @RequestBody(required = false) @Nullable String csv,
            Actor actor) {
        MeasurementSet set = upload.upload(title, csv == null ? "" : csv, actor);
        return ResponseEntity.created(URI.create(PATH + "/" + set.id())).body(SetBody.of(set));
    }

    @PostMapping(params = "dry_run=true")
    @Requires(Permission.ADMINISTER_CATALOG)
    CheckBody check(
            @RequestParam(required = false) @Nullable String title,
            @RequestBody(required = false) @Nullable String csv,
            Actor actor) {
        return CheckBody.of(upload.check(title, csv == null ? "" : csv, actor));
    }

    @GetMapping("/{id}")
    @Requires(Permission.VIEW_CATALOG)
    SetBody one(@PathVariable UUID id) {
        return SetBody.of(measurements.set(new MeasurementSetId(id)));
    }

    @GetMapping("/{id}/rows")
    @Requires(Permission.VIEW_CATALOG)
    Page<PointBody> rows(
            @PathVariable UUID id,
            @RequestParam(name = "page_size", required = false) @Nullable Integer pageSize,
            @RequestParam(name = "page_token", required = false) @Nullable String pageToken) {
        return measurements
                .points(new MeasurementSetId(id), PageRequest.of(pageSize, pageToken))
                .map(PointBody::of);
    }

    @DeleteMapping("/{id}")
    @Requires(Permission.ADMINISTER_CATALOG)
    ResponseEntity<Void> remove(@PathVariable UUID id, Actor actor) {
        upload.remove(new MeasurementSetId(id), actor);
        return ResponseEntity.noContent().build();
    }

    /** An uploaded set. */
    record SetBody(
            String id,
            String title,
            int rows,
            List<String> sources,
            List<String> models,
            List<String> gpus,
            String uploadedBy,
            Instant uploadedAt) {
        static SetBody of(MeasurementSet set) {
            return new SetBody(
                    set.id().toString(),
                    set.title(),
                    set.rows(),
                    set.sources(),
                    set.models(),
                    set.gpus(),
                    set.uploadedBy(),
                    set.uploadedAt());
        }
    }

    /** What an upload would store. */
    record CheckBody(int rows, List<String> sources, List<String> models, List<String> gpus) {
        static CheckBody of(MeasurementSet set) {
            return new CheckBody(set.rows(), set.sources(), set.models(), set.gpus());
        }
    }

    /** A row; throughput is of the whole replica, and what was not measured is absent. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PointBody(
            int line,
            String model,
            String gpu,
            String precision,
            int tensorParallel,
            int pipelineParallel,
            String engine,
            String engineVersion,
            String measured,
            String source,
            String sourceRef,
            double inputTokens,
            double outputTokens,
            String loadKind,
            @Nullable Double load,
            String mode,
            String statistic,
            @Nullable Double ttftMs,
            @Nullable Double itlMs,
            @Nullable Double tpotMs,
            @Nullable Double e2eMs,
            @Nullable Double outputTokensPerSecond,
            @Nullable Double totalTokensPerSecond,
            @Nullable Double requestsPerSecond,
            String notes) {
        static PointBody of(MeasurementPoint point) {
            return new PointBody(
                    point.line(),
                    point.model(),
                    point.gpu(),
                    point.precision().label(),
                    point.tensorParallel(),
                    point.pipelineParallel(),
                    point.engine(),
                    point.engineVersion(),
                    point.measured(),
                    point.source(),
                    point.sourceRef(),
                    point.inputTokens(),
                    point.outputTokens(),
                    point.loadKind().name().toLowerCase(Locale.ROOT),
                    point.load(),
                    point.mode(),
                    point.statistic(),
                    point.ttftMs(),
                    point.itlMs(),
                    point.tpotMs(),
                    point.e2eMs(),
                    point.outputTokensPerSecond(),
                    point.totalTokensPerSecond(),
                    point.requestsPerSecond(),
                    point.notes());
        }
    }
}
