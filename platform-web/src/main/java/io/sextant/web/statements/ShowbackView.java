package io.sextant.web.statements;

import io.sextant.web.layout.Option;
import java.util.List;
import org.jspecify.annotations.Nullable;

record ShowbackView(
        List<Option> nodes,
        String nodeSlug,
        List<Option> months,
        String month,
        List<Option> dimensions,
        String by,
        String dimension,
        String title,
        String cost,
        String gpuHours,
        @Nullable String perMillionOutput,
        List<Row> rows,
        String csvPath) {
    record Row(
            String label,
            @Nullable String path,
            String gpuHours,
            String cost,
            String share,
            String tokens,
            String perMillionOutput,
            String perMillionTokens) {}
}
