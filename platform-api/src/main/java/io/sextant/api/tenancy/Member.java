package io.sextant.api.tenancy;

/** Somebody with a role in a team. */
public record Member(
        UserId id, String username, String displayName, AccountKind kind, TeamRole role, boolean disabled) {}
