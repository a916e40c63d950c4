package io.sextant.api.billing;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement as a table; {@code docs/administering.md} names every column. */
public final class StatementCsv {
    private static final List<String> HEAD = List.of(
            "month",
            "node",
            "kind",
            "description",
            "below_node",
            "deployment",
            "deployment_name",
            "model",
            "cluster",
            "gpu_product",
            "gpus_per_replica",
            "corrects_month",
            "first_hour_utc",
            "last_hour_utc",
            "gpu_hours",
            "rate_per_gpu_hour",
            "currency",
            "exact_cost",
            "amount");

    private StatementCsv() {}

    /** One row for each line, in the order of the statement. */
    public static String of(Statement statement) {
        CsvTable table = new CsvTable(HEAD);
        statement.lines().forEach(line -> table.row(cells(statement, line)));
        return table.toString();
    }

    private static List<@Nullable Object> cells(Statement statement, StatementLine line) {
        return Arrays.asList(
                statement.month(),
                statement.node(),
                line.kind(),
                CsvTable.safe(line.description()),
                line.node(),
                line.deployment(),
                line.deploymentName(),
                line.model(),
                line.cluster(),
                line.gpuProduct(),
                line.gpusPerReplica(),
                line.corrects(),
                line.firstHour(),
                line.lastHour(),
                line.gpuHours().toPlainString(),
                line.rate() == null ? null : line.rate().toPlainString(),
                statement.currency(),
                line.exactCost().toPlainString(),
                line.amount().toPlainString());
    }
}
