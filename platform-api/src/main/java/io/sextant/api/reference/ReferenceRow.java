package io.sextant.api.reference;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** A row of reference data; whatever is wrong with it is reported with file, line and column. */
public final class ReferenceRow {
    private final String file;
    private final int line;
    private final CSVRecord values;

    ReferenceRow(String file, int line, CSVRecord values) {
        this.file = file;
        this.line = line;
        this.values = values;
    }

    /** A value that must be there. */
    public String text(String column) {
        String value = optionalText(column);
        if (value == null) {
            throw bad(column, "is empty");
        }
        return value;
    }

    /** A value, or null where the cell is empty. */
    public @Nullable String optionalText(String column) {
        if (!values.isMapped(column)) {
            throw bad(column, "does not exist in the head line");
        }
        String value = values.get(column);
        return value.isBlank() ? null : value;
    }

    public double number(String column) {
        return decimal(column).doubleValue();
    }

    /** A number, or null where the cell is empty. */
    public @Nullable Double optionalNumber(String column) {
        return optionalText(column) == null ? null : Double.valueOf(number(column));
    }

    /** An exact number, such as an amount of money. */
    public BigDecimal decimal(String column) {
        String value = text(column);
        try {
            return new BigDecimal(value);
        } catch (NumberFormatException e) {
            throw bad(column, "\"" + value + "\" is not a number");
        }
    }

    public int whole(String column) {
        String value = text(column);
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw bad(column, "\"" + value + "\" is not a whole number");
        }
    }

    /** Only {@code yes} and {@code no} are understood. */
    public boolean flag(String column) {
        return switch (text(column)) {
            case "yes" -> true;
            case "no" -> false;
            default -> throw bad(column, "\"" + text(column) + "\" is neither yes nor no");
        };
    }

    /** A date such as 2026-09-25. */
    public LocalDate date(String column) {
        String value = text(column);
        try {
            return LocalDate.parse(value);
        } catch (DateTimeParseException e) {
            throw bad(column, "\"" + value + "\" is not a date like 2026-09-25");
        }
    }

    /** What to throw when this row cannot be used. */
    public IllegalStateException bad(String why) {
        return new IllegalStateException("Reference data " + file + ", line " + line + ": " + why);
    }

    /** What to throw when a value of this row cannot be used. */
    public IllegalStateException bad(String column, String why) {
        return bad("column " + column + " " + why);
    }
}
