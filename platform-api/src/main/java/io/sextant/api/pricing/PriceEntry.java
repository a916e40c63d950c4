package io.sextant.api.pricing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A price in the history of its product.
 *
 * @param recordedBy null for what the platform adopted by itself
 * @param until when it ceases; null while nothing is to take over
 * @param ending null where another price takes over, or none does
 */
public record PriceEntry(
        Price price,
        @Nullable String recordedBy,
        @Nullable Instant until,
        @Nullable Ending ending) {
    /** Why there is no price afterwards. */
    public record Ending(String reason, @Nullable String by) {}

    /** Whether it is the price at that moment. */
    public boolean isInForce(Instant at) {
        return !price.effectiveFrom().isAfter(at) && !isOver(at);
    }

    /** Whether it has ceased by that moment, or was withdrawn before it began. */
    public boolean isOver(Instant at) {
        return until != null && (!until.isAfter(at) || !until.isAfter(price.effectiveFrom()));
    }
}
