package io.sextant.api.tenancy;

import static io.sextant.api.tenancy.Permission.*;

import java.util.EnumSet;
import java.util.Set;

/** A role that holds for the whole organisation. */
public enum PlatformRole {
    /** Runs the platform; may do everything but see other people's secrets. */
    PLATFORM_ADMIN(EnumSet.allOf(Permission.class)),
    /** Decides on requests of any team. */
    APPROVER(EnumSet.of(VIEW_CATALOG, VIEW_TEAM, VIEW_CAPACITY, APPROVE)),
    /** Reads everything, changes nothing. */
    AUDITOR(EnumSet.of(VIEW_CATALOG, VIEW_TEAM, VIEW_CAPACITY, VIEW_AUDIT));

    private final Set<Permission> permissions;

    PlatformRole(Set<Permission> permissions) {
        this.permissions = Set.copyOf(permissions);
    }

    boolean grants(Permission permission) {
        return permissions.contains(permission);
    }
}
