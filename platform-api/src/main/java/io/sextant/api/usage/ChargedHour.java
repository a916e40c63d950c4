package io.sextant.api.usage;

import io.sextant.api.pricing.Price;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Collection;

/**
 * What an hour of a line is charged after all corrections, or will be.
 *
 * @param cost 0 where there was no price
 * @param unpricedSeconds of the GPU seconds, those without a price
 */
record ChargedHour(UseLine line, Instant hour, BigDecimal gpuSeconds, BigDecimal cost, BigDecimal unpricedSeconds) {
    private static final int GPU_HOUR_DECIMALS = 6;
    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);

    static ChargedHour of(Rated charge) {
        return new ChargedHour(
                charge.line(),
                charge.hour(),
                charge.gpuSeconds(),
                charge.cost() == null ? BigDecimal.ZERO : charge.cost(),
                charge.cost() == null ? charge.gpuSeconds() : BigDecimal.ZERO);
    }

    static MonthUsage.Amount sum(Collection<ChargedHour> hours) {
        BigDecimal seconds = BigDecimal.ZERO;
        BigDecimal cost = BigDecimal.ZERO;
        BigDecimal unpriced = BigDecimal.ZERO;
        for (ChargedHour hour : hours) {
            seconds = seconds.add(hour.gpuSeconds());
            cost = cost.add(hour.cost());
            unpriced = unpriced.add(hour.unpricedSeconds());
        }
        return new MonthUsage.Amount(gpuHours(seconds), cost, Price.CURRENCY, gpuHours(unpriced));
    }

    private static BigDecimal gpuHours(BigDecimal seconds) {
        return seconds.divide(SECONDS_PER_HOUR, GPU_HOUR_DECIMALS, RoundingMode.HALF_EVEN);
    }
}
