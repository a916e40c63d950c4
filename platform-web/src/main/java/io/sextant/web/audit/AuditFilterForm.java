package io.sextant.web.audit;

import io.sextant.api.audit.AuditEntry;
import io.sextant.api.audit.AuditFilter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What was typed into the filters; an empty field asks for nothing, and so does what is no day.
 *
 * @param from first day in UTC
 * @param until last day, included
 */
record AuditFilterForm(
        @Nullable String actor,
        @Nullable String action,
        @Nullable String object,
        @Nullable String team,
        @Nullable String result,
        @Nullable String from,
        @Nullable String until) {
    AuditFilter filter() {
        return new AuditFilter(
                given(actor),
                given(action),
                given(object),
                given(team),
                Stream.of(AuditEntry.Result.values())
                        .filter(known -> known.name().equals(result))
                        .findFirst()
                        .orElse(null),
                start(from, 0),
                start(until, 1));
    }

    /** The address of a page with the same filters. */
    String path(String page, @Nullable String pageToken) {
        UriComponentsBuilder path = UriComponentsBuilder.fromPath(page);
        Map<String, String> values = new LinkedHashMap<>();
        put(values, "actor", actor);
        put(values, "action", action);
        put(values, "object", object);
        put(values, "team", team);
        put(values, "result", result);
        put(values, "from", from);
        put(values, "until", until);
        put(values, "page_token", pageToken);
        values.forEach((name, value) -> path.queryParam(name, "{" + name + "}"));
        return path.encode().buildAndExpand(values).toUriString();
    }

    private static void put(Map<String, String> values, String name, @Nullable String typed) {
        String value = given(typed);
        if (value != null) {
            values.put(name, value);
        }
    }

    private static @Nullable String given(@Nullable String typed) {
        return typed == null || typed.isBlank() ? null : typed.strip();
    }

    private static @Nullable Instant start(@Nullable String day, int plusDays) {
        String typed = given(day);
        if (typed == null) {
            return null;
        }
        try {
            return LocalDate.parse(typed)
                    .plusDays(plusDays)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
