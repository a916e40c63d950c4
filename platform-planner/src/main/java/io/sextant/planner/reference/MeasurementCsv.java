package io.sextant.planner.reference;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads files of measurements; docs/planner.md describes their columns. */
public final class MeasurementCsv {

    private static final Set<String> REQUIRED = Set.of(
            "source",
            "model",
            "engine",
            "precision",
            "gpu",
            "tp",
            "isl",
            "osl",
            "concurrency_or_rate",
            "ttft_ms",
            "itl_ms",
            "tpot_ms",
            "output_tokens_per_s",
            "per_gpu",
            "percentile");

    private MeasurementCsv() {}

    /**
     * Every line of a file.
     *
     * @throws InvalidCsv with every bad line
     */
    public static List<MeasurementRow> read(Path file) throws IOException {
        return rows(CsvTable.file(file));
    }

    /**
     * Every line of a text.
     *
     * @param name stands in error messages
     * @throws InvalidCsv with every bad line
     */
    public static List<MeasurementRow> read(String name, Reader text) throws IOException {
        return rows(CsvTable.read(name, text));
    }

    /**
     * Every line of a text, good and bad apart, for whoever has more to say about the good ones.
     *
     * @throws InvalidCsv when the text is no CSV with these columns
     */
    public static Reading readEach(String name, Reader text) throws IOException {
        List<MeasurementRow> rows = new ArrayList<>();
        List<InvalidCsv.Problem> problems = new ArrayList<>();
        CsvTable.read(name, text).requiring(REQUIRED).each(row -> rows.add(row(row)), problems::add);
        return new Reading(rows, problems);
    }

    /** The lines that can be read, and what is wrong with the others. */
    public record Reading(List<MeasurementRow> rows, List<InvalidCsv.Problem> problems) {
        public Reading {
            rows = List.copyOf(rows);
            problems = List.copyOf(problems);
        }
    }

    private static List<MeasurementRow> rows(CsvTable table) {
        return table.requiring(REQUIRED).map(MeasurementCsv::row);
    }

    private static MeasurementRow row(CsvRow row) {
        return new MeasurementRow(
                row.line(),
                row.text("source"),
                row.optionalText("source_ref"),
                row.optionalText("date"),
                row.text("model"),
                row.text("engine"),
                row.optionalText("engine_version"),
                row.optionalText("precision"),
                row.text("gpu"),
                row.optionalWhole("gpu_count"),
                row.optionalText("tp"),
                row.optionalWhole("pp"),
                row.optionalNumber("isl"),
                row.optionalNumber("osl"),
                Load.parse(row.text("concurrency_or_rate")),
                row.optionalText("mode"),
                row.optionalNumber("ttft_ms"),
                row.optionalNumber("itl_ms"),
                row.optionalNumber("tpot_ms"),
                row.optionalNumber("e2e_ms"),
                row.optionalNumber("output_tokens_per_s"),
                row.optionalNumber("total_tokens_per_s"),
                row.optionalNumber("requests_per_s"),
                perGpu(row.text("per_gpu")),
                statistic(row.text("percentile")),
                row.optionalText("notes"));
    }

    private static boolean perGpu(String cell) {
        return switch (cell) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new IllegalArgumentException("per_gpu must be true or false, but was '%s'".formatted(cell));
        };
    }

    private static MeasurementRow.Statistic statistic(String cell) {
        return switch (cell) {
            case "avg", "mean" -> MeasurementRow.Statistic.MEAN;
            case "p50" -> MeasurementRow.Statistic.P50;
            case "p90" -> MeasurementRow.Statistic.P90;
            case "p95" -> MeasurementRow.Statistic.P95;
            case "p99" -> MeasurementRow.Statistic.P99;
            default ->
                throw new IllegalArgumentException(
                        "percentile must be avg, p50, p90, p95 or p99, but was '%s'".formatted(cell));
        };
    }
}
