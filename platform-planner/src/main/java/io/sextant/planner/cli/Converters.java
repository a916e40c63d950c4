package io.sextant.planner.cli;

import io.sextant.planner.hardware.Precision;
import io.sextant.planner.units.Percentile;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Words of the command line as values. */
final class Converters {

    private Converters() {}

    /** Such as p95 or 95. */
    static final class OfPercentile implements ITypeConverter<Percentile> {

        @Override
        public Percentile convert(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "p50", "50" -> Percentile.P50;
                case "p90", "90" -> Percentile.P90;
                case "p95", "95" -> Percentile.P95;
                case "p99", "99" -> Percentile.P99;
                default -> throw new TypeConversionException("'%s' is none of p50, p90, p95 and p99".formatted(text));
            };
        }
    }

    /** Such as fp8. */
    static final class OfPrecision implements ITypeConverter<Precision> {

        @Override
        public Precision convert(String text) {
            try {
                return Precision.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }

    /** Such as 8h, 90m, 1d12h or PT8H. */
    static final class OfDuration implements ITypeConverter<Duration> {

        @Override
        public Duration convert(String text) {
            String upper = text.toUpperCase(Locale.ROOT);
            int days = upper.indexOf('D');
            String iso = upper.startsWith("P")
                    ? upper
                    : "P" + upper.substring(0, days + 1) + (days == upper.length() - 1 ? "" : "T")
                            + upper.substring(days + 1);
            try {
                return Duration.parse(iso);
            } catch (DateTimeParseException _) {
                throw new TypeConversionException("'%s' is not a duration such as 90m, 8h or 1d12h".formatted(text));
            }
        }
    }
}
