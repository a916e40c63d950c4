package io.sextant.api.cluster;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a cluster's deployer is let in.
 *
 * @param joinToken the last one that was handed out
 * @param credential the one in use
 * @param successorSince when a successor was offered that was not used yet
 * @param renewalAskedAt when the deployer was asked to replace its credential, while it has not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClusterAccess(
        @Nullable JoinToken joinToken,
        @Nullable Credential credential,
        @Nullable Instant successorSince,
        @Nullable Instant renewalAskedAt) {
    /** A join token, without what is secret of it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record JoinToken(
            Instant issuedAt,
            String issuedBy,
            Instant expiresAt,
            @Nullable Instant usedAt) {
        /** Whether a deployer can still join with it. */
        public boolean isOpen(Instant now) {
            return usedAt == null && now.isBefore(expiresAt);
        }
    }

    /** A credential, without what is secret of it. */
    public record Credential(Instant issuedAt, Instant usedSince) {}
}
