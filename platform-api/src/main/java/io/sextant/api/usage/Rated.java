package io.sextant.api.usage;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * GPU seconds of one line in one hour with what they cost.
 *
 * @param gpuSeconds negative in a reversal
 * @param priceId of the price in force when the hour began; null, as rate and cost, where there was none
 * @param rate in USD per GPU hour
 * @param cost in USD, exact to ten decimals
 */
record Rated(
        UseLine line,
        Instant hour,
        BigDecimal gpuSeconds,
        @Nullable UUID priceId,
        @Nullable BigDecimal rate,
        @Nullable BigDecimal cost) {
    private static final int COST_DECIMALS = 10;
    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);

    /** What so many GPU seconds cost at a rate per GPU hour. */
    static BigDecimal cost(BigDecimal gpuSeconds, BigDecimal ratePerGpuHour) {
        return gpuSeconds.multiply(ratePerGpuHour).divide(SECONDS_PER_HOUR, COST_DECIMALS, RoundingMode.HALF_EVEN);
    }

    Rated negated() {
        return new Rated(line, hour, gpuSeconds.negate(), priceId, rate, cost == null ? null : cost.negate());
    }

    /** Whether both charge the same time at the same price. */
    boolean charges(Rated other) {
        return gpuSeconds.compareTo(other.gpuSeconds) == 0 && Objects.equals(priceId, other.priceId);
    }
}
