package io.sextant.web.statements;

import io.sextant.web.layout.Option;
import java.util.List;
import org.jspecify.annotations.Nullable;

record StatementView(
        List<Option> nodes,
        String nodeSlug,
        List<Option> months,
        String month,
        String title,
        String tone,
        String state,
        String period,
        String total,
        String gpuHours,
        @Nullable String unpriced,
        List<Line> lines,
        String csvPath,
        String focusPath,
        boolean reconciles,
        boolean closes,
        @Nullable String closesLater,
        String monthName) {
    record Line(
            String description,
            @Nullable String path,
            @Nullable String note,
            String gpuHours,
            String rate,
            String amount) {}
}
