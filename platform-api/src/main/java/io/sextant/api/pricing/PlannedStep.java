package io.sextant.api.pricing;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to take over from the price in force: another price, or none any more.
 *
 * @param id by which it can be withdrawn
 * @param cluster null for all clusters that have no price of their own
 * @param gpu name of the GPU product
 * @param price empty for an ending
 * @param reason the source of a price, why there is none after an ending
 */
public record PlannedStep(
        PriceId id,
        @Nullable String cluster,
        String gpu,
        Instant effectiveFrom,
        Optional<Price> price,
        String reason) {}
