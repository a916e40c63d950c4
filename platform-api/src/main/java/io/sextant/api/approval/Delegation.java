package io.sextant.api.approval;

import io.sextant.api.tenancy.UserId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may decide with another's right for a time, on requests of teams that they may see themselves.
 *
 * @param from whose right it is
 * @param endedAt taken back before its time; absent otherwise
 */
public record Delegation(
        UUID id,
        UserId from,
        String fromName,
        UserId to,
        String toName,
        Instant startsAt,
        Instant endsAt,
        @Nullable Instant endedAt) {
    /** Whether it counts at this moment. */
    public boolean isInForce(Instant now) {
        return endedAt == null && !now.isBefore(startsAt) && now.isBefore(endsAt);
    }

    /** Whether it counts now or will. */
    public boolean isToCome(Instant now) {
        return endedAt == null && now.isBefore(endsAt);
    }
}
