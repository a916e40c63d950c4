package io.sextant.api.pricing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What one GPU of a product costs an hour, from a moment on until a later price takes over.
 *
 * @param cluster null for the price of all clusters that have none of their own
 * @param gpu name of the GPU product
 * @param usdPerGpuHour exact, in {@link #CURRENCY}
 * @param source where the number comes from, for a person
 * @param readOn when it was read there; null where that is not known
 * @param burstUsdPerGpuHour for GPUs borrowed above what a team is guaranteed; null where they cost the same
 */
public record Price(
        PriceId id,
        @Nullable String cluster,
        String gpu,
        BigDecimal usdPerGpuHour,
        Instant effectiveFrom,
        String source,
        @Nullable LocalDate readOn,
        @Nullable BigDecimal burstUsdPerGpuHour) {
    /** The one currency of prices, quotas and statements. */
    public static final String CURRENCY = "USD";

    public Price {
        if (usdPerGpuHour.signum() < 0) {
            throw new IllegalArgumentException("a price is not negative, but was " + usdPerGpuHour);
        }
    }

    /** For borrowed GPUs, or for those one can count on. */
    public BigDecimal rate(boolean borrowed) {
        return borrowed && burstUsdPerGpuHour != null ? burstUsdPerGpuHour : usdPerGpuHour;
    }

    public boolean isDefault() {
        return cluster == null;
    }
}
