package io.sextant.planner.reference;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row, by the names of the head. A cell that cannot be read throws {@link IllegalArgumentException}. */
record CsvRow(int line, Map<String, String> cells) {

    static CsvRow of(int line, List<String> head, List<String> values) {
        Map<String, String> cells = new HashMap<>();
        for (int i = 0; i < head.size(); i++) {
            cells.put(head.get(i), values.get(i));
        }
        return new CsvRow(line, cells);
    }

    /** Null where the cell is empty or the file has no such column. */
    @Nullable
    String optionalText(String column) {
        String cell = cells.getOrDefault(column, "");
        return cell.isEmpty() ? null : cell;
    }

    String text(String column) {
        String cell = optionalText(column);
        if (cell == null) {
            throw new IllegalArgumentException("%s must not be empty".formatted(column));
        }
        return cell;
    }

    @Nullable
    Double optionalNumber(String column) {
        String cell = optionalText(column);
        return cell == null ? null : (Double) number(column, cell);
    }

    double number(String column) {
        return number(column, text(column));
    }

    @Nullable
    Integer optionalWhole(String column) {
        String cell = optionalText(column);
        return cell == null ? null : (Integer) whole(column, cell);
    }

    BigDecimal decimal(String column) {
        number(column);
        return new BigDecimal(text(column));
    }

    int whole(String column) {
        return whole(column, text(column));
    }

    private static double number(String column, String cell) {
        double number;
        try {
            number = Double.parseDouble(cell);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("%s must be a number, but was '%s'".formatted(column, cell), e);
        }
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("%s must be a finite number, but was '%s'".formatted(column, cell));
        }
        return number;
    }

    private static int whole(String column, String cell) {
        double number = number(column, cell);
        if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("%s must be a whole number, but was '%s'".formatted(column, cell));
        }
        return (int) number;
    }
}
