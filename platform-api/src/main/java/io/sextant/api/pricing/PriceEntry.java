package io.sextant.api.pricing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A price in the history of its product.
 *
 * @param recordedBy null for what the platform adopted by itself
 * @param until when it ceases; null while nothing is to take over
 * @param ending null where another price takes over, or none does
 * @param withdrawal null unless it was taken back before it began
 */
public record PriceEntry(
        Price price,
        @Nullable String recordedBy,
        @Nullable Instant until,
        @Nullable Ending ending,
        @Nullable Withdrawal withdrawal) {
    /**
     * Why there is no price afterwards.
     *
     * @param id by which it can be withdrawn until it comes
     */
    public record Ending(
            PriceId id, String reason, @Nullable String by) {}

    /** Why it never came to hold. */
    public record Withdrawal(
            Instant at, String reason, @Nullable String by) {}

    /** Whether it is the price at that moment. */
    public boolean isInForce(Instant at) {
        return !price.effectiveFrom().isAfter(at) && !isOver(at);
    }

    /** Whether it has ceased by that moment, or never comes to hold. */
    public boolean isOver(Instant at) {
        return withdrawal != null || (until != null && (!until.isAfter(at) || !until.isAfter(price.effectiveFrom())));
    }

    /** Whether it is still to come, and can be withdrawn. */
    public boolean isToCome(Instant at) {
        return withdrawal == null && price.effectiveFrom().isAfter(at);
    }

    /** Whether its ending is still to come, and can be withdrawn. */
    public boolean endsAfter(Instant at) {
        return ending != null && until != null && until.isAfter(at);
    }
}
