package io.sextant.web.deployments;

import io.sextant.api.problem.PlatformProblem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The last day on which a deployment runs, as forms ask for it: its end is the end of that day in UTC. */
final class LastDay {
    private LastDay() {}

    /** When that day is over; null where none is named. */
    static @Nullable Instant end(@Nullable String day) {
        if (day == null || day.isBlank()) {
            return null;
        }
        try {
            return LocalDate.parse(day.strip()).plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new PlatformProblem.Invalid("/endsAt", "not-a-day", "Enter a day, such as 2026-12-31.");
        }
    }

    /** The day that such an end belongs to; empty where there is none. */
    static String of(@Nullable Instant end) {
        return end == null
                ? ""
                : end.minusSeconds(1).atZone(ZoneOffset.UTC).toLocalDate().toString();
    }
}
