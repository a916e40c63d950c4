package io.sextant.deployer.kube;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** A moment as Kubernetes writes it. */
final class Timestamp {
    private Timestamp() {}

    static Instant of(@Nullable String text, Instant otherwise) {
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            return otherwise;
        }
    }

    static @Nullable Instant ofNullable(@Nullable String text) {
        return text == null || text.isBlank() ? null : of(text, Instant.EPOCH);
    }
}
