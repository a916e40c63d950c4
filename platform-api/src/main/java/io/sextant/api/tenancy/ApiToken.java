package io.sextant.api.tenancy;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "api_token")
class ApiToken {
    private static final Duration USE_KEPT_EVERY = Duration.ofMinutes(1);

    @Id
    private String id;

    private UUID userId;
    private @Nullable UUID teamId;
    private String name;
    private byte[] secretHash;
    private Instant createdAt;
    private Instant expiresAt;
    private @Nullable Instant lastUsedAt;
    private @Nullable Instant revokedAt;
    private @Nullable String rotatedTo;

    @SuppressWarnings("NullAway.Init")
    protected ApiToken() {}

    ApiToken(
            String id,
            UUID userId,
            @Nullable UUID teamId,
            String name,
            byte[] secretHash,
            Instant createdAt,
            Instant expiresAt) {
        this.id = id;
        this.userId = userId;
        this.teamId = teamId;
        this.name = name;
        this.secretHash = secretHash.clone();
        this.createdAt = createdAt;
        this.expiresAt = expiresAt;
    }

    boolean isValidAt(Instant now) {
        return revokedAt == null && now.isBefore(expiresAt);
    }

    // To the minute: a row that every request writes would make requests wait for each other.
    void usedAt(Instant now) {
        if (lastUsedAt == null || lastUsedAt.plus(USE_KEPT_EVERY).isBefore(now)) {
            lastUsedAt = now;
        }
    }

    void revoke(Instant now) {
        if (revokedAt == null) {
            revokedAt = now;
        }
    }

    /** It works beside its successor until then, or until its own end if that comes first. */
    void rotateTo(String successor, Instant until) {
        rotatedTo = successor;
        if (until.isBefore(expiresAt)) {
            expiresAt = until;
        }
    }

    boolean isRotated() {
        return rotatedTo != null;
    }

    /** How long it was given. */
    Duration lifetime() {
        return Duration.between(createdAt, expiresAt);
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    UUID userId() {
        return userId;
    }

    @Nullable
    UUID teamId() {
        return teamId;
    }

    byte[] secretHash() {
        return secretHash.clone();
    }

    UserToken asRecord(@Nullable Team team) {
        return new UserToken(
                id, name, new UserId(userId), team, createdAt, expiresAt, lastUsedAt, revokedAt, rotatedTo);
    }
}
