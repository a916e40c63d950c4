package io.sextant.sandbox.apiserver.schema;

import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/** The formats of texts that API servers check; others are mere hints. */
public final class ValueFormat {
    private static final Pattern IPV4 =
            Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(25[0-5]|2[0-4]\\d|1?\\d?\\d)");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern HOST = Pattern.compile(
            "[A-Za-z0-9]([-A-Za-z0-9]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([-A-Za-z0-9]{0,61}[A-Za-z0-9])?)*");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

    private ValueFormat() {}

    /** Whether a text has the format. */
    public static boolean fits(String format, String text) {
        return switch (format) {
            case "date-time" -> parses(() -> OffsetDateTime.parse(text));
            case "date" -> parses(() -> LocalDate.parse(text));
            case "duration" -> GoDuration.parse(text).isPresent();
            case "byte" -> parses(() -> Base64.getDecoder().decode(text));
            case "uuid" -> text.length() == 36 && parses(() -> UUID.fromString(text));
            case "uri" -> parses(() -> new URI(text)) && text.contains(":");
            case "hostname" -> text.length() <= 253 && HOST.matcher(text).matches();
            case "ipv4" -> IPV4.matcher(text).matches();
            case "ipv6" -> IPV6.matcher(text).matches();
            case "email" -> EMAIL.matcher(text).matches();
            default -> true;
        };
    }

    private static boolean parses(Callable<?> parser) {
        try {
            return parser.call() != null;
        } catch (Exception e) {
            return false;
        }
    }

    /** Whether a number fits into the named size. */
    public static boolean fits(String format, BigDecimal number) {
        return switch (format) {
            case "int32" -> fitsIn(number, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case "int64" -> fitsIn(number, Long.MIN_VALUE, Long.MAX_VALUE);
            default -> true;
        };
    }

    private static boolean fitsIn(BigDecimal number, long least, long most) {
        return number.compareTo(BigDecimal.valueOf(least)) >= 0 && number.compareTo(BigDecimal.valueOf(most)) <= 0;
    }
}
