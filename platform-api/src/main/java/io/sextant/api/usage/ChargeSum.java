package io.sextant.api.usage;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Charges of one line at one price, added up.
 *
 * @param priceId null, as the rate, where there was no price
 * @param rate in USD per GPU hour
 * @param used the month of the hours, which for corrections lies before the month they are billed in
 * @param firstHour the first hour that is charged
 * @param lastHour the last one, by its beginning
 * @param cost exact, in USD; 0 where there was no price
 */
public record ChargeSum(
        UseLine line,
        @Nullable UUID priceId,
        @Nullable BigDecimal rate,
        YearMonth used,
        Instant firstHour,
        Instant lastHour,
        BigDecimal gpuSeconds,
        BigDecimal cost) {
    /** GPU seconds that no price was recorded for. */
    public BigDecimal unpricedSeconds() {
        return priceId == null ? gpuSeconds : BigDecimal.ZERO;
    }

    /** Whether nothing is left after corrections. */
    public boolean isNothing() {
        return gpuSeconds.signum() == 0 && cost.signum() == 0;
    }

    static ChargeSum of(Rated charge, YearMonth used) {
        return new ChargeSum(
                charge.line(),
                charge.priceId(),
                charge.rate(),
                used,
                charge.hour(),
                charge.hour(),
                charge.gpuSeconds(),
                charge.cost() == null ? BigDecimal.ZERO : charge.cost());
    }

    ChargeSum plus(ChargeSum other) {
        return new ChargeSum(
                line,
                priceId,
                rate,
                used,
                firstHour.isBefore(other.firstHour) ? firstHour : other.firstHour,
                lastHour.isAfter(other.lastHour) ? lastHour : other.lastHour,
                gpuSeconds.add(other.gpuSeconds),
                cost.add(other.cost));
    }
}
