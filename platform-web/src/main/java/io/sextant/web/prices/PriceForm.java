package io.sextant.web.prices;

import io.sextant.api.pricing.PriceDraft;
import io.sextant.api.problem.FieldError;
import io.sextant.web.layout.TypedNumber;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A price as it was typed.
 *
 * @param effectiveFrom date and time in UTC; empty for now
 */
record PriceForm(
        @Nullable String gpu,
        @Nullable String cluster,
        @Nullable String perGpuHour,
        @Nullable String burstPerGpuHour,
        @Nullable String effectiveFrom,
        @Nullable String source,
        @Nullable String readOn) {
    static PriceForm begun(String gpu, String perGpuHour, String source) {
        return new PriceForm(gpu, "", perGpuHour, "", "", source, "");
    }

    PriceDraft draft(List<FieldError> errors) {
        return new PriceDraft(
                gpu,
                cluster,
                TypedNumber.exact("perGpuHour", perGpuHour, errors),
                TypedNumber.exact("burstPerGpuHour", burstPerGpuHour, errors),
                null,
                moment("effectiveFrom", effectiveFrom, errors),
                source,
                day(readOn, errors));
    }

    /** A moment in UTC; null where nothing was typed, or none. */
    static @Nullable Instant moment(String field, @Nullable String typed, List<FieldError> errors) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        try {
            return LocalDateTime.parse(typed.strip()).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            errors.add(new FieldError(field, "malformed", "Write date and time as 2026-12-01T08:00, in UTC."));
            return null;
        }
    }

    private static @Nullable LocalDate day(@Nullable String typed, List<FieldError> errors) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        try {
            return LocalDate.parse(typed.strip());
        } catch (DateTimeException e) {
            errors.add(new FieldError("readOn", "malformed", "Write the day as 2026-09-25."));
            return null;
        }
    }
}
