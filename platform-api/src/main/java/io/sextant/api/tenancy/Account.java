package io.sextant.api.tenancy;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An account as administrators see it.
 *
 * @param passwordDue the password was given by an administrator and has to be changed at sign-in
 * @param lastSignInAt null for nobody who has signed in yet
 * @param revision rises with every change
 */
public record Account(
        UserId id,
        String username,
        String displayName,
        AccountKind kind,
        Set<PlatformRole> platformRoles,
        List<Membership> memberships,
        boolean disabled,
        boolean passwordDue,
        Instant createdAt,
        @Nullable Instant lastSignInAt,
        int revision) {
    public Account {
        platformRoles = Set.copyOf(platformRoles);
        memberships = List.copyOf(memberships);
    }

    /** What somebody is in a team. */
    public record Membership(Team team, TeamRole role) {}
}
