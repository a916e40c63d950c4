package io.sextant.api.tenancy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An API token without its secret.
 *
 * @param id the part between the underscores, which the audit trail names
 * @param team the only team it may act in; null for all that its user may
 * @param lastUsedAt to the minute; null for never
 * @param rotatedTo id of its successor, beside which it works until it expires
 */
public record UserToken(
        String id,
        String name,
        UserId user,
        @Nullable Team team,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt,
        @Nullable String rotatedTo) {
    /** Whether it opens anything at that moment. */
    public boolean isValidAt(Instant now) {
        return revokedAt == null && now.isBefore(expiresAt);
    }

    /**
     * A new token with its secret.
     *
     * @param text shown this once; only its hash is kept
     */
    public record Issued(String text, UserToken token) {
        /** Without the secret. */
        @Override
        public String toString() {
            return "Issued[" + token.id() + "]";
        }
    }

    /**
     * What is asked for.
     *
     * @param team slug of the only team; null for all
     * @param lifetimeDays null for as long as the platform allows
     */
    public record Draft(
            @Nullable String name,
            @Nullable String team,
            @Nullable Integer lifetimeDays) {}
}
