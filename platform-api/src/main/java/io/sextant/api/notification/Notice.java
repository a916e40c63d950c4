package io.sextant.api.notification;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Something that people are to be told.
 *
 * @param onceKey each recipient is told once by this key, such as {@code budget/<id>/2026-11-01/ACTUAL_80}
 * @param title what happened, in a line
 * @param text the details and what the reader can do, in a sentence or a few
 * @param path the portal's page where there is more to it, such as {@code /budgets/<id>}
 */
public record Notice(NoticeKind kind, String onceKey, Audience audience, String title, String text, String path) {
    private static final int LONGEST_TITLE = 200;
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "d MMMM yyyy 'at' HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    public Notice {
        if (onceKey.isBlank() || title.isBlank()) {
            throw new IllegalArgumentException("a notice has a key and a title");
        }
        if (!path.startsWith("/") || path.startsWith("//") || path.indexOf('\\') >= 0) {
            throw new IllegalArgumentException("not a page of the portal: " + path);
        }
        title = inOneLine(title);
    }

    /** A moment as notices write it, such as {@code 3 May 2026 at 14:30 UTC}; mails know no reader's zone. */
    public static String moment(Instant at) {
        return MOMENT.format(at);
    }

    // A title becomes an e-mail's subject, which line breaks would let become other headers.
    private static String inOneLine(String title) {
        String line = title.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= LONGEST_TITLE ? line : line.substring(0, LONGEST_TITLE - 1) + "…";
    }
}
