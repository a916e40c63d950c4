package io.sextant.planner.cli;

import io.sextant.planner.calibration.ErrorSummary;
import io.sextant.planner.calibration.Evaluation;
import io.sextant.planner.calibration.Metric;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;

/** Errors of predictions, as tables for people or as one CSV with a row for each group and metric. */
final class EvaluationText {

    /** Which points calibrated the predictions of a table. */
    record Block(int points, Evaluation.Choice choice) {

        String title() {
            if (points == 0) {
                return "0 points: the profile was never measured";
            }
            String counted = points == 1 ? "1 point" : points + " points";
            return switch (choice) {
                case PROFILE -> counted + " of the profile, any lengths";
                case SHAPE -> counted + " of the same input and output length";
            };
        }

        String key() {
            return points == 0 ? "none" : choice.name().toLowerCase(Locale.ROOT);
        }
    }

    private final PrintWriter out;
    private final boolean csv;
    private Block block = new Block(0, Evaluation.Choice.PROFILE);
    private TextTable table = table();

    EvaluationText(PrintWriter out, boolean csv) {
        this.out = out;
        this.csv = csv;
    }

    void head() {
        if (csv) {
            print(
                    "points",
                    "chosen_from",
                    "by",
                    "group",
                    "metric",
                    "count",
                    "median_ape_percent",
                    "mean_ape_percent",
                    "p90_ape_percent",
                    "inside_80_percent_interval_percent");
        }
    }

    void begin(Block of) {
        block = of;
        table = table();
    }

    void add(Dimension dimension, List<ErrorSummary> summaries) {
        for (ErrorSummary summary : summaries) {
            if (csv) {
                rows(dimension, summary);
            } else {
                table.add(cells(dimension, summary));
            }
        }
    }

    void end() {
        if (!csv) {
            out.println();
            out.println(block.title());
            table.lines().forEach(out::println);
        }
    }

    void legend() {
        if (!csv) {
            out.println();
            out.println(
                    "Absolute error of the prediction in percent of what was measured: median, mean, p90; n points.");
            out.println("in 80 %: share of points inside the interval that shall hold 80 %.");
        }
    }

    private static TextTable table() {
        List<TextTable.Column> columns = new ArrayList<>();
        columns.add(TextTable.Column.left("by"));
        columns.add(TextTable.Column.left("group"));
        for (Metric metric : Metric.values()) {
            Stream.of(metric.label() + " n", "median", "mean", "p90", "in 80 %")
                    .map(TextTable.Column::right)
                    .forEach(columns::add);
        }
        return new TextTable(columns);
    }

    private static List<String> cells(Dimension dimension, ErrorSummary summary) {
        List<String> cells = new ArrayList<>();
        cells.add(dimension.label());
        cells.add(summary.group());
        for (Metric metric : Metric.values()) {
            ErrorSummary.Errors errors = summary.of(metric);
            cells.add(String.format(Locale.ROOT, "%,d", errors.count()));
            Stream.of(errors.median(), errors.mean(), errors.p90(), errors.coverage())
                    .map(value -> number(value, "-"))
                    .forEach(cells::add);
        }
        return cells;
    }

    private void rows(Dimension dimension, ErrorSummary summary) {
        for (Metric metric : Metric.values()) {
            ErrorSummary.Errors errors = summary.of(metric);
            print(
                    String.valueOf(block.points()),
                    block.key(),
                    dimension.label(),
                    summary.group(),
                    metric.label().toLowerCase(Locale.ROOT),
                    String.valueOf(errors.count()),
                    number(errors.median(), ""),
                    number(errors.mean(), ""),
                    number(errors.p90(), ""),
                    number(errors.coverage(), ""));
        }
    }

    private static String number(double value, String absent) {
        return Double.isNaN(value) ? absent : String.format(Locale.ROOT, "%.1f", value);
    }

    private void print(String... cells) {
        try {
            StringBuilder line = new StringBuilder();
            CSVFormat.RFC4180.printRecord(line, (Object[]) cells);
            out.print(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
