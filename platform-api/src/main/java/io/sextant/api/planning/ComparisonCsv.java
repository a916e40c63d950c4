package io.sextant.api.planning;

import java.util.List;
import java.util.stream.Stream;

/** The frontiers of a comparison as a table: the columns of {@link PlanCsv} behind the line's name, model and GPU product. */
public final class ComparisonCsv {
    private static final List<String> LINE = List.of("series", "model", "available");

    private ComparisonCsv() {}

    /** One line for each candidate of each frontier, from cheapest to fastest. */
    public static String of(ComparisonAnswer answer) {
        return PlanCsv.table(
                Stream.concat(LINE.stream(), PlanCsv.head()),
                answer.series().stream()
                        .flatMap(series -> series.frontier().stream()
                                .map(candidate -> Stream.concat(line(series), PlanCsv.row(candidate)))));
    }

    private static Stream<String> line(ComparisonAnswer.Series series) {
        return Stream.of(series.name(), series.model(), String.valueOf(series.available()))
                .map(CsvText::harmless);
    }
}
