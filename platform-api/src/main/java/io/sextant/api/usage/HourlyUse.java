package io.sextant.api.usage;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts the time GPUs were held at the hours of UTC.
 *
 * <p>Exact to the millisecond: each hold is cut in whole milliseconds, so the parts add up to the whole.
 */
final class HourlyUse {
    private static final int MILLI_DECIMALS = 3;
    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

    private final Instant from;
    private final long fromMillis;
    private final int hours;
    private final Map<UseLine, long[]> gpuMillis = new LinkedHashMap<>();

    private HourlyUse(Instant from, Instant until) {
        this.from = from;
        this.fromMillis = from.toEpochMilli();
        this.hours = Math.toIntExact(Duration.between(from, until).toHours());
    }

    /** The hour that a moment falls into. */
    static Instant hourOf(Instant moment) {
        return moment.truncatedTo(ChronoUnit.HOURS);
    }

    /** The use of the hours from one, included, until another, excluded; hours without use are left out. */
    static List<Used> between(Instant from, Instant until, Collection<GpuHold> holds) {
        HourlyUse use = new HourlyUse(from, until);
        holds.forEach(use::add);
        return use.used();
    }

    private void add(GpuHold hold) {
        long start = Math.max(0, hold.from().toEpochMilli() - fromMillis);
        long end = Math.min(hours * HOUR_MILLIS, hold.until().toEpochMilli() - fromMillis);
        if (start >= end) {
            return;
        }
        long[] byHour = gpuMillis.computeIfAbsent(hold.line(), line -> new long[hours]);
        while (start < end) {
            int hour = Math.toIntExact(start / HOUR_MILLIS);
            long cut = Math.min(end, (hour + 1) * HOUR_MILLIS);
            byHour[hour] += (cut - start) * hold.gpus();
            start = cut;
        }
    }

    private List<Used> used() {
        List<Used> used = new ArrayList<>();
        gpuMillis.forEach((line, byHour) -> {
            for (int hour = 0; hour < hours; hour++) {
                if (byHour[hour] > 0) {
                    used.add(new Used(
                            line, from.plus(hour, ChronoUnit.HOURS), BigDecimal.valueOf(byHour[hour], MILLI_DECIMALS)));
                }
            }
        });
        return used;
    }

    /** GPU seconds of one line in one hour. */
    record Used(UseLine line, Instant hour, BigDecimal gpuSeconds) {}
}
