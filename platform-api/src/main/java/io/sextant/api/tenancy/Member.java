package io.sextant.api.tenancy;

import org.jspecify.annotations.Nullable;

/**
 * Somebody with a role in a team.
 *
 * @param given what its administrators gave; null where the identity provider alone says so
 */
public record Member(
        UserId id,
        String username,
        String displayName,
        AccountKind kind,
        TeamRole role,
        @Nullable TeamRole given,
        boolean disabled) {}
