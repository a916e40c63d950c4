package io.sextant.api.pricing;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What a provider asked for a GPU hour on a day.
 *
 * @param minGpus smallest number one can rent at this price
 * @param kind marketplace, neocloud or hyperscaler
 */
public record PriceQuote(
        String gpu,
        String provider,
        BigDecimal usdPerGpuHour,
        int minGpus,
        LocalDate readOn,
        String kind,
        String source) {}
