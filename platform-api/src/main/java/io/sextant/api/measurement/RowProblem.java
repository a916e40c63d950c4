package io.sextant.api.measurement;

import io.sextant.api.problem.FieldError;

/**
 * Why a row cannot be used.
 *
 * @param line in the file, the head being line 1
 * @param column empty where it is about the row as a whole
 * @param code stable and machine-readable
 */
record RowProblem(int line, String column, String code, String message) {
    FieldError error() {
        return new FieldError("/lines/" + line + (column.isEmpty() ? "" : "/" + column), code, message);
    }
}
