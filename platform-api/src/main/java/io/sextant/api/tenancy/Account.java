package io.sextant.api.tenancy;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An account as administrators see it.
 *
 * @param platformRoles what administrators gave
 * @param claimedPlatformRoles what the identity provider told at the last sign-in
 * @param passwordDue the password was given by an administrator and has to be changed at sign-in
 * @param password it has one to sign in with
 * @param issuers the identity providers that sign it in
 * @param linkUntil until then the identity provider's user of the same address may take it over; null for never
 * @param lastSignInAt null for nobody who has signed in yet
 * @param revision rises with every change
 */
public record Account(
        UserId id,
        String username,
        String displayName,
        AccountKind kind,
        Set<PlatformRole> platformRoles,
        Set<PlatformRole> claimedPlatformRoles,
        List<Membership> memberships,
        boolean disabled,
        boolean passwordDue,
        boolean password,
        List<String> issuers,
        @Nullable Instant linkUntil,
        Instant createdAt,
        @Nullable Instant lastSignInAt,
        int revision) {
    public Account {
        platformRoles = Set.copyOf(platformRoles);
        claimedPlatformRoles = Set.copyOf(claimedPlatformRoles);
        issuers = List.copyOf(issuers);
        memberships = List.copyOf(memberships);
    }

    /**
     * What somebody is in a team.
     *
     * @param given what its administrators gave; null where the identity provider alone says so
     */
    public record Membership(
            Team team, TeamRole role, @Nullable TeamRole given) {}
}
