package io.sextant.api.billing;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A showback as a table. */
public final class ShowbackCsv {
    private static final List<String> HEAD = List.of(
            "month",
            "node",
            "by",
            "key",
            "label",
            "gpu_hours",
            "unpriced_gpu_hours",
            "currency",
            "cost",
            "prompt_tokens",
            "generated_tokens",
            "cost_per_million_output",
            "cost_per_million_tokens");

    private ShowbackCsv() {}

    /** One row for each, in the order of the showback. */
    public static String of(Showback showback) {
        CsvTable table = new CsvTable(HEAD);
        showback.rows()
                .forEach(row -> table.row(Arrays.asList(
                        showback.month(),
                        showback.node(),
                        showback.by().name().toLowerCase(Locale.ROOT),
                        CsvTable.safe(row.key()),
                        CsvTable.safe(row.label()),
                        row.gpuHours().toPlainString(),
                        row.unpricedGpuHours().toPlainString(),
                        showback.currency(),
                        row.cost().toPlainString(),
                        row.promptTokens(),
                        row.generatedTokens(),
                        row.costPerMillionOutput(),
                        row.costPerMillionTokens())));
        return table.toString();
    }
}
