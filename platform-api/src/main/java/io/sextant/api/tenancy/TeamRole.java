package io.sextant.api.tenancy;

import static io.sextant.api.tenancy.Permission.*;

import java.util.EnumSet;
import java.util.Set;

/** What a user is in one team. */
public enum TeamRole {
    /** Keeps the team's members, SLA profiles and deployments. */
    TEAM_ADMIN(EnumSet.of(
            VIEW_CATALOG,
            VIEW_CAPACITY,
            VIEW_TEAM,
            PLAN,
            DEPLOY,
            USE_MODEL,
            EDIT_TEAM_SLA,
            EDIT_MEMBERS,
            EDIT_WEBHOOKS,
            APPROVE)),
    /** Plans, deploys and uses models. */
    MEMBER(EnumSet.of(VIEW_CATALOG, VIEW_CAPACITY, VIEW_TEAM, PLAN, DEPLOY, USE_MODEL)),
    /** Looks on. */
    VIEWER(EnumSet.of(VIEW_CATALOG, VIEW_CAPACITY, VIEW_TEAM));

    private final Set<Permission> permissions;

    TeamRole(Set<Permission> permissions) {
        this.permissions = Set.copyOf(permissions);
    }

    /** What both together allow: each role allows all that the ones after it do. */
    static TeamRole stronger(TeamRole one, TeamRole other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    boolean grants(Permission permission) {
        return permissions.contains(permission);
    }
}
