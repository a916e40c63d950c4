package io.sextant.api.measurement;

import io.sextant.api.catalog.Catalog;
import io.sextant.planner.reference.InvalidCsv;
import io.sextant.planner.reference.MeasurementCsv;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads a whole file and gathers what is wrong with each of its rows. */
@Component
class FileReading {
    /** Beyond this a file is to be split. */
    static final int MOST_ROWS = 20_000;

    private final Catalog catalog;
    private final PlausibleFigures figures;

    FileReading(Catalog catalog, PlausibleFigures figures) {
        this.catalog = catalog;
        this.figures = figures;
    }

    /**
     * The good rows with their keys, and what is wrong with the others, by line.
     *
     * @param rows all rows there are, good and bad
     */
    record Outcome(int rows, Map<String, CheckedRow> good, List<RowProblem> problems) {}

    Outcome read(String csv, LocalDate today) {
        MeasurementCsv.Reading reading;
        try {
            reading = MeasurementCsv.readEach("file", new StringReader(csv));
        } catch (InvalidCsv e) {
            return new Outcome(e.problems().size(), Map.of(), problems(e.problems()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int rows = reading.rows().size() + reading.problems().size();
        if (rows > MOST_ROWS) {
            return new Outcome(
                    rows,
                    Map.of(),
                    List.of(new RowProblem(
                            MOST_ROWS + 2,
                            "",
                            "too-many-rows",
                            "The file has %,d rows; %,d are taken at once. Split it.".formatted(rows, MOST_ROWS))));
        }
        return checked(reading, rows, today);
    }

    private Outcome checked(MeasurementCsv.Reading reading, int rows, LocalDate today) {
        CatalogNames names = new CatalogNames(catalog);
        List<RowProblem> problems = new ArrayList<>(problems(reading.problems()));
        Map<String, CheckedRow> good = new HashMap<>();
        for (var row : reading.rows()) {
            RowReading one = new RowReading(row, names, today);
            Optional<CheckedRow> checked = one.read();
            problems.addAll(one.problems());
            if (checked.isPresent()) {
                take(checked.get(), good, problems);
            }
        }
        problems.sort(Comparator.comparingInt(RowProblem::line));
        return new Outcome(rows, good, problems);
    }

    private void take(CheckedRow row, Map<String, CheckedRow> good, List<RowProblem> problems) {
        List<RowProblem> implausible = figures.problems(row);
        problems.addAll(implausible);
        CheckedRow same = implausible.isEmpty() ? good.putIfAbsent(PointKey.of(row), row) : null;
        if (same != null) {
            problems.add(new RowProblem(
                    row.row().line(),
                    "",
                    "duplicate",
                    "This is line %d once more.".formatted(same.row().line())));
        }
    }

    private static List<RowProblem> problems(List<InvalidCsv.Problem> problems) {
        return problems.stream()
                .map(problem -> new RowProblem(problem.line(), "", "unreadable", sentence(problem.message())))
                .toList();
    }

    private static String sentence(String message) {
        return message.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + message.substring(1) + ".";
    }
}
