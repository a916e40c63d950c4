package io.sextant.api.billing;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** A table as text; an absent value is an empty cell, as FOCUS wants it. */
final class CsvTable {
    private final StringWriter text = new StringWriter();
    private final CSVPrinter printer;

    CsvTable(List<String> head) {
        try {
            printer = new CSVPrinter(text, CSVFormat.RFC4180);
            printer.printRecord(head);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void row(List<? extends @Nullable Object> cells) {
        try {
            printer.printRecord(
                    cells.stream().map(cell -> Objects.toString(cell, "")).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A text that a spreadsheet would take for a formula begins with an apostrophe. */
    static String safe(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
