package io.sextant.web.tokens;

import io.sextant.api.tenancy.UserToken;
import io.sextant.web.layout.Dates;
import java.time.Instant;

/** A token as a row. */
public record TokenRow(
        String id,
        String name,
        String scope,
        String created,
        String expires,
        String lastUsed,
        String tone,
        String state,
        boolean usable,
        boolean rotatable) {
    public static TokenRow of(UserToken token, Instant now) {
        boolean valid = token.isValidAt(now);
        boolean rotated = token.rotatedTo() != null;
        return new TokenRow(
                token.id(),
                token.name(),
                token.team() == null ? "All my teams" : token.team().name(),
                Dates.moment(token.createdAt()),
                Dates.moment(token.expiresAt()),
                token.lastUsedAt() == null ? "Never" : Dates.moment(token.lastUsedAt()),
                !valid ? "neutral" : rotated ? "attention" : "ok",
                token.revokedAt() != null ? "Revoked" : !valid ? "Expired" : rotated ? "Being replaced" : "Valid",
                valid,
                valid && !rotated);
    }
}
