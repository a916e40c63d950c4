package io.sextant.planner.reference;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/** A CSV file with a head line. Columns that nobody asks for are left alone. */
record CsvTable(String name, Set<String> columns, List<CsvRow> rows) {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .setTrim(true)
            .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
            .get();

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    CsvTable {
        columns = Set.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** The file of that name beside this class. */
    static CsvTable resource(String name) {
        try (InputStream bytes = CsvTable.class.getResourceAsStream(name)) {
            if (bytes == null) {
                throw new IllegalStateException(
                        "the reference file %s is missing from the planner's jar".formatted(name));
            }
            return read(name, new InputStreamReader(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static CsvTable file(Path file) throws IOException {
        try (Reader text = Files.newBufferedReader(file)) {
            return read(file.toString(), text);
        }
    }

    /**
     * @param name stands in error messages
     * @throws InvalidCsv when a row has another number of cells than the head
     */
    static CsvTable read(String name, Reader text) throws IOException {
        try (CSVParser parser = parser(name, text)) {
            List<String> head = parser.getHeaderNames().stream()
                    .map(column -> column.replace(BYTE_ORDER_MARK, ""))
                    .toList();
            List<CsvRow> rows = new ArrayList<>();
            List<InvalidCsv.Problem> problems = new ArrayList<>();
            for (CSVRecord cells : parser) {
                int line = (int) parser.getCurrentLineNumber();
                if (cells.size() == head.size()) {
                    rows.add(CsvRow.of(line, head, cells.toList()));
                } else {
                    problems.add(new InvalidCsv.Problem(
                            line, "it has %d cells, but the head names %d".formatted(cells.size(), head.size())));
                }
            }
            InvalidCsv.throwIfAny(name, problems);
            return new CsvTable(name, Set.copyOf(head), rows);
        } catch (UncheckedIOException e) {
            throw notCsv(name, e);
        }
    }

    private static CSVParser parser(String name, Reader text) throws IOException {
        try {
            return CSVParser.parse(text, FORMAT);
        } catch (CSVException | IllegalArgumentException e) {
            throw notCsv(name, e);
        }
    }

    private static InvalidCsv notCsv(String name, Exception cause) {
        return new InvalidCsv(name, List.of(new InvalidCsv.Problem(1, "it is not a CSV file: " + cause.getMessage())));
    }

    CsvTable requiring(Set<String> required) {
        List<String> missing = required.stream()
                .filter(column -> !columns.contains(column))
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            throw new InvalidCsv(
                    name, List.of(new InvalidCsv.Problem(1, "the head lacks " + String.join(", ", missing))));
        }
        return this;
    }

    /** Every row as a value; all bad rows are reported together. */
    <T> List<T> map(Function<CsvRow, T> parse) {
        List<T> values = new ArrayList<>();
        List<InvalidCsv.Problem> problems = new ArrayList<>();
        each(row -> values.add(parse.apply(row)), problems::add);
        InvalidCsv.throwIfAny(name, problems);
        return values;
    }

    /** Every row in turn; one that is refused goes to the problems. */
    void each(Consumer<CsvRow> take, Consumer<InvalidCsv.Problem> problems) {
        for (CsvRow row : rows) {
            try {
                take.accept(row);
            } catch (IllegalArgumentException e) {
                problems.accept(new InvalidCsv.Problem(row.line(), String.valueOf(e.getMessage())));
            }
        }
    }
}
