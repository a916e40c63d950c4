package io.sextant.api.measurement;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.Optional;

/** When something was measured, as exactly as its source says: a year, a month or a day. */
record MeasuredDate(String written, LocalDate firstDay) {
    static Optional<MeasuredDate> parse(String text) {
        try {
            LocalDate day = switch (text.length()) {
                case 4 -> Year.parse(text).atDay(1);
                case 7 -> YearMonth.parse(text).atDay(1);
                default -> LocalDate.parse(text);
            };
            return Optional.of(new MeasuredDate(text, day));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
