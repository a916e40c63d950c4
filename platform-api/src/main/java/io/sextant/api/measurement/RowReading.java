package io.sextant.api.measurement;

import io.sextant.api.catalog.CatalogGpu;
import io.sextant.api.catalog.CatalogModel;
import io.sextant.planner.hardware.Precision;
import io.sextant.planner.model.ModelArchitecture;
import io.sextant.planner.reference.Load;
import io.sextant.planner.reference.MeasurementRow;
import io.sextant.planner.units.Display;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out what a row is about, and gathers everything that cannot be. */
final class RowReading {
    private static final int MOST_GPUS = 72;
    private static final int LONGEST_TEXT = 300;

    private final MeasurementRow row;
    private final CatalogNames names;
    private final LocalDate today;
    private final List<RowProblem> problems = new ArrayList<>();

    RowReading(MeasurementRow row, CatalogNames names, LocalDate today) {
        this.row = row;
        this.names = names;
        this.today = today;
    }

    List<RowProblem> problems() {
        return problems;
    }

    /** The row with its names resolved; empty if anything was wrong. */
    Optional<CheckedRow> read() {
        texts();
        CatalogModel model = model();
        CatalogGpu gpu = gpu();
        Precision precision = precision(gpu);
        int tensorParallel = tensorParallel(model);
        int pipelineParallel = row.pp() == null ? 1 : range("pp", row.pp());
        MeasuredDate date = date();
        double input = length("isl", row.isl());
        double output = length("osl", row.osl());
        context(model, input + output);
        Load load = load();
        int gpuCount = gpuCount(tensorParallel * pipelineParallel);
        if (!problems.isEmpty() || model == null || gpu == null || precision == null || date == null || load == null) {
            return Optional.empty();
        }
        return Optional.of(new CheckedRow(
                row, model, gpu, precision, tensorParallel, pipelineParallel, gpuCount, date, input, output, load));
    }

    private void texts() {
        text("source", row.source());
        text("source_ref", row.sourceRef());
        text("engine", row.engine());
        text("engine_version", row.engineVersion());
        text("mode", row.mode());
        text("notes", row.notes());
    }

    private void text(String column, @Nullable String value) {
        if (value != null && value.length() > LONGEST_TEXT) {
            wrong(column, "too-long", column + " may have " + LONGEST_TEXT + " characters at most.");
        }
        if (value != null && value.chars().anyMatch(c -> c < ' ')) {
            wrong(column, "unreadable", column + " contains control characters.");
        }
    }

    private @Nullable CatalogModel model() {
        Optional<CatalogModel> model = names.model(row.model());
        if (model.isEmpty()) {
            wrong(
                    "model",
                    "unknown-model",
                    "The catalogue has no model \"%s\": add it first, or write its NIM id or the id of its weights."
                            .formatted(row.model()));
        }
        return model.orElse(null);
    }

    private @Nullable CatalogGpu gpu() {
        Optional<CatalogGpu> gpu = names.gpu(row.gpu());
        if (gpu.isEmpty()) {
            wrong(
                    "gpu",
                    "unknown-gpu",
                    "The catalogue has no GPU product \"%s\": add it first, or write its name as the catalogue does."
                            .formatted(row.gpu()));
        }
        return gpu.orElse(null);
    }

    private @Nullable Precision precision(@Nullable CatalogGpu gpu) {
        String written = row.precision();
        if (written == null) {
            wrong("precision", "missing", "precision is empty: the number format of the weights must be known.");
            return null;
        }
        try {
            Precision precision =
                    written.toLowerCase(Locale.ROOT).equals("16-bit") ? Precision.BF16 : Precision.parse(written);
            if (gpu != null && !gpu.product().supports(precision)) {
                wrong(
                        "precision",
                        "unsupported-precision",
                        "%s does not compute in %s."
                                .formatted(gpu.title(), precision.label().toUpperCase(Locale.ROOT)));
            }
            return precision;
        } catch (IllegalArgumentException e) {
            wrong(
                    "precision",
                    "unknown-precision",
                    "The precision is bf16, fp16, fp8, nvfp4 or mxfp4, but was \"" + written + "\".");
            return null;
        }
    }

    private int tensorParallel(@Nullable CatalogModel model) {
        if (row.isDisaggregated()) {
            wrong(
                    "tp",
                    "disaggregated",
                    "Prefill and decode on GPUs of their own (%s) is no NIM profile; such rows cannot be used."
                            .formatted(row.parallelism()));
            return 1;
        }
        Integer tp = row.tp();
        if (tp == null) {
            wrong("tp", "missing", "tp must be the number of GPUs that each layer is split over.");
            return 1;
        }
        ModelArchitecture shape = model == null ? null : model.architecture();
        if (shape != null && tp >= 1 && !shape.splitsOver(tp)) {
            wrong(
                    "tp",
                    "contradiction",
                    "%d attention heads and %d KV heads do not split over %d GPUs."
                            .formatted(shape.heads(), shape.kvHeads(), tp));
        }
        return range("tp", tp);
    }

    private int range(String column, int value) {
        if (value >= 1 && value <= MOST_GPUS) {
            return value;
        }
        wrong(column, "out-of-range", column + " lies from 1 to " + MOST_GPUS + ", but was " + value + ".");
        return 1;
    }

    private int gpuCount(int replica) {
        Integer written = row.gpuCount();
        if (written != null && written != replica) {
            wrong(
                    "gpu_count",
                    "contradiction",
                    "gpu_count is %d, but tp × pp is %d: give the figures of one replica.".formatted(written, replica));
        }
        return replica;
    }

    private @Nullable MeasuredDate date() {
        String written = row.date();
        Optional<MeasuredDate> date = Optional.ofNullable(written).flatMap(MeasuredDate::parse);
        if (date.isEmpty()) {
            wrong(
                    "date",
                    "malformed",
                    "The date is a year, a month or a day, such as 2026-09 or 2026-09-25, but was \""
                            + Objects.requireNonNullElse(written, "") + "\".");
            return null;
        }
        if (date.get().firstDay().isAfter(today)) {
            wrong("date", "future", "The date " + written + " has not come yet.");
        }
        return date.get();
    }

    private double length(String column, @Nullable Double tokens) {
        if (tokens == null) {
            wrong(column, "missing", column + " is empty: the mean length in tokens must be known.");
            return 1;
        }
        if (!(tokens >= 1 && tokens <= 100_000_000)) {
            wrong(column, "out-of-range", "%s must be at least 1 token, but was %s.".formatted(column, tokens));
            return 1;
        }
        return tokens;
    }

    private void context(@Nullable CatalogModel model, double tokens) {
        if (model != null && tokens > model.contextTokens()) {
            wrong(
                    "isl",
                    "beyond-context",
                    "%s tokens do not fit into the model's context of %s."
                            .formatted(Display.count(tokens), Display.count(model.contextTokens())));
        }
    }

    private @Nullable Load load() {
        if (row.load() == null) {
            wrong(
                    "concurrency_or_rate",
                    "missing",
                    "The load must be known: c=N, batch=N, qps=R, or inf where everything was sent at once.");
        }
        return row.load();
    }

    private void wrong(String column, String code, String message) {
        problems.add(new RowProblem(row.line(), column, code, message));
    }
}
