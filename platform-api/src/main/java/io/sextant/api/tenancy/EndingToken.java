package io.sextant.api.tenancy;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An API token that expires soon.
 *
 * @param user whom it stands for
 * @param serviceOf the team whose service account that is; null for a person
 */
public record EndingToken(
        String id, String name, UUID user, @Nullable UUID serviceOf, Instant createdAt, Instant expiresAt) {}
