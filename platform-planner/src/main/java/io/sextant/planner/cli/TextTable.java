package io.sextant.planner.cli;

import java.util.ArrayList;
import java.util.List;

/** Columns of text under their heads, two blanks apart. */
final class TextTable {

    /** A column's head and side. */
    record Column(String head, boolean right) {

        static Column left(String head) {
            return new Column(head, false);
        }

        static Column right(String head) {
            return new Column(head, true);
        }
    }

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    TextTable(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    void add(List<String> cells) {
        if (cells.size() != columns.size()) {
            throw new IllegalStateException("%d cells for %d columns".formatted(cells.size(), columns.size()));
        }
        rows.add(List.copyOf(cells));
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(line(columns.stream().map(Column::head).toList()));
        rows.forEach(row -> lines.add(line(row)));
        return lines;
    }

    private String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String blanks = " ".repeat(width(i) - cells.get(i).length());
            line.append(i == 0 ? "" : "  ");
            line.append(columns.get(i).right() ? blanks + cells.get(i) : cells.get(i) + blanks);
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        return rows.stream()
                .mapToInt(row -> row.get(column).length())
                .reduce(columns.get(column).head().length(), Math::max);
    }
}
