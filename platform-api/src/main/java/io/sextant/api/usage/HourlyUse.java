package io.sextant.api.usage;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Cuts the time GPUs were held at the hours of UTC, and rates it. */
final class HourlyUse {
    private static final int COST_DECIMALS = 10;
    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);

    private HourlyUse() {}

    /** The hour that a moment falls into. */
    static Instant hourOf(Instant moment) {
        return moment.truncatedTo(ChronoUnit.HOURS);
    }

    /**
     * GPU seconds by the hours that begin from {@code first} to {@code last}, both included.
     *
     * <p>Exact to the millisecond: each hold is cut in whole milliseconds, so the parts add up to the whole.
     */
    static Map<Bucket, BigDecimal> gpuSeconds(Collection<GpuHold> holds, Instant first, Instant last) {
        Map<Bucket, Long> millis = new TreeMap<>();
        Instant end = last.plus(1, ChronoUnit.HOURS);
        for (GpuHold hold : holds) {
            Instant until = min(hold.until(), end).truncatedTo(ChronoUnit.MILLIS);
            Instant at = max(hold.from(), first).truncatedTo(ChronoUnit.MILLIS);
            while (at.isBefore(until)) {
                Instant hour = hourOf(at);
                Instant cut = min(hour.plus(1, ChronoUnit.HOURS), until);
                millis.merge(
                        new Bucket(hold.gpuProduct(), hour),
                        Duration.between(at, cut).toMillis() * hold.gpus(),
                        Long::sum);
                at = cut;
            }
        }
        Map<Bucket, BigDecimal> seconds = new TreeMap<>();
        millis.forEach((bucket, value) -> seconds.put(bucket, BigDecimal.valueOf(value, 3)));
        return seconds;
    }

    /** What so many GPU seconds cost at a rate per GPU hour. */
    static BigDecimal cost(BigDecimal gpuSeconds, BigDecimal ratePerGpuHour) {
        return gpuSeconds.multiply(ratePerGpuHour).divide(SECONDS_PER_HOUR, COST_DECIMALS, RoundingMode.HALF_EVEN);
    }

    private static Instant min(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Instant max(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    /** One hour of one GPU product. */
    record Bucket(String gpuProduct, Instant hour) implements Comparable<Bucket> {
        @Override
        public int compareTo(Bucket other) {
            int byHour = hour.compareTo(other.hour);
            return byHour == 0 ? gpuProduct.compareTo(other.gpuProduct) : byHour;
        }
    }
}
