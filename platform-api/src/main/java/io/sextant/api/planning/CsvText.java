package io.sextant.api.planning;

/** Text as a spreadsheet may open it: a cell that it would take for a formula is marked as text. */
final class CsvText {
    private static final String FORMULA_STARTS = "=+-@\t\r\n|%";

    private CsvText() {}

    /** The text itself, with an apostrophe in front where a spreadsheet would compute it. */
    static String harmless(String text) {
        return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
