package io.sextant.api.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the trail.
 *
 * @param id rises with time; numbers are missing where a transaction did not come to its end
 * @param before JSON as it was written, as is {@code after}
 * @param link its place in the chain; null for the moment until it has one
 */
public record AuditEntry(
        long id,
        Instant at,
        Who who,
        @Nullable String onBehalfOf,
        String action,
        String objectKind,
        String objectId,
        @Nullable String team,
        @Nullable String before,
        @Nullable String after,
        @Nullable String reason,
        RequestOrigin origin,
        Result result,
        @Nullable Link link) {
    /** How it ended. */
    public enum Result {
        DONE,
        DENIED
    }

    /**
     * A place in the chain.
     *
     * @param position counts from 1, without a gap
     * @param previousHash of the link before, in hexadecimal; zeros for the first
     */
    public record Link(long position, String previousHash, String hash) {}
}
