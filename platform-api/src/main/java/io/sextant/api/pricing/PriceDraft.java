package io.sextant.api.pricing;

import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A price as an administrator states it.
 *
 * @param cluster null or empty for all clusters that have no price of their own
 * @param burstPerGpuHour for GPUs borrowed above what a team is guaranteed; left out where they cost the same
 * @param currency left out, or {@link Price#CURRENCY}
 * @param effectiveFrom null for now; not in the past, since what was used then is charged
 * @param source where the number comes from
 * @param readOn when it was read there; may be left out
 */
public record PriceDraft(
        @Nullable String gpu,
        @Nullable String cluster,
        @Nullable BigDecimal perGpuHour,
        @Nullable BigDecimal burstPerGpuHour,
        @Nullable String currency,
        @Nullable Instant effectiveFrom,
        @Nullable String source,
        @Nullable LocalDate readOn) {
    private static final BigDecimal MOST = BigDecimal.valueOf(1000);
    private static final int MOST_DECIMALS = 6;
    private static final int LONGEST_SOURCE = 200;
    private static final int FURTHEST_DAYS = 3660;

    /** The same once checked. */
    record Stated(
            String gpu,
            @Nullable String cluster,
            BigDecimal usdPerGpuHour,
            @Nullable BigDecimal burstUsdPerGpuHour,
            Instant effectiveFrom,
            String source,
            @Nullable LocalDate readOn) {}

    Stated stated(Instant now) {
        List<FieldError> errors = new ArrayList<>();
        if (gpu == null || gpu.isBlank()) {
            errors.add(new FieldError("/gpu", "missing", "The GPU product is missing."));
        }
        amount("/perGpuHour", perGpuHour, errors);
        if (burstPerGpuHour != null) {
            amount("/burstPerGpuHour", burstPerGpuHour, errors);
        }
        if (currency != null && !currency.equals(Price.CURRENCY)) {
            errors.add(new FieldError(
                    "/currency",
                    "unsupported",
                    "Prices, quotas and statements are in %s: convert the price from %s at a rate you stand for."
                            .formatted(Price.CURRENCY, currency)));
        }
        Instant from = effectiveFrom == null ? now : effectiveFrom;
        from(from, now, errors);
        sentence("/source", "The source", source, errors);
        if (readOn != null && readOn.isAfter(now.atOffset(ZoneOffset.UTC).toLocalDate())) {
            errors.add(new FieldError("/readOn", "future", "The day it was read cannot lie ahead."));
        }
        if (!errors.isEmpty() || gpu == null || perGpuHour == null || source == null) {
            throw new PlatformProblem.Invalid(errors);
        }
        return new Stated(
                gpu.strip(),
                cluster == null || cluster.isBlank() ? null : cluster.strip(),
                perGpuHour,
                burstPerGpuHour,
                from,
                source.strip(),
                readOn);
    }

    /** When a price ends, once checked. */
    static Instant ending(Price price, @Nullable Instant at, String reason, Instant now) {
        List<FieldError> errors = new ArrayList<>();
        Instant end = at == null ? now : at;
        from(end, now, errors);
        boolean begun = !price.effectiveFrom().isAfter(now);
        if (begun ? end.isBefore(price.effectiveFrom()) : !end.isAfter(price.effectiveFrom())) {
            errors.add(new FieldError(
                    "/effectiveFrom",
                    "before-its-start",
                    "The price begins at " + price.effectiveFrom() + " only: choose a later moment, or withdraw it."));
        }
        sentence("/reason", "The reason", reason, errors);
        if (!errors.isEmpty()) {
            throw new PlatformProblem.Invalid(errors);
        }
        return end;
    }

    /** Why something is taken back, once checked. */
    static String withdrawing(String reason) {
        List<FieldError> errors = new ArrayList<>();
        sentence("/reason", "The reason", reason, errors);
        if (!errors.isEmpty()) {
            throw new PlatformProblem.Invalid(errors);
        }
        return reason.strip();
    }

    private static void amount(String pointer, @Nullable BigDecimal perGpuHour, List<FieldError> errors) {
        if (perGpuHour == null) {
            errors.add(new FieldError(pointer, "missing", "The price of a GPU hour is missing."));
        } else if (perGpuHour.signum() < 0 || perGpuHour.compareTo(MOST) > 0) {
            errors.add(new FieldError(
                    pointer,
                    "out-of-range",
                    "A GPU hour costs from 0 to 1,000 USD: give the price of one GPU for one hour."));
        } else if (perGpuHour.stripTrailingZeros().scale() > MOST_DECIMALS) {
            errors.add(new FieldError(pointer, "too-fine", "A price has six digits after the point at most."));
        }
    }

    private static void from(Instant from, Instant now, List<FieldError> errors) {
        if (from.isBefore(now.truncatedTo(ChronoUnit.MINUTES))) {
            errors.add(new FieldError(
                    "/effectiveFrom",
                    "past",
                    "It cannot take effect in the past, because what was used then is charged: choose now or later."));
        } else if (from.isAfter(now.plus(FURTHEST_DAYS, ChronoUnit.DAYS))) {
            errors.add(new FieldError("/effectiveFrom", "too-far", "It takes effect within ten years."));
        }
    }

    private static void sentence(String pointer, String name, @Nullable String text, List<FieldError> errors) {
        if (text == null || text.isBlank()) {
            errors.add(new FieldError(pointer, "missing", name + " is missing: it is what people will ask for later."));
        } else if (text.length() > LONGEST_SOURCE || text.chars().anyMatch(c -> c < ' ')) {
            errors.add(new FieldError(pointer, "too-long", name + " is one line of 200 characters at most."));
        }
    }
}
