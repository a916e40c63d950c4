package io.sextant.api.tenancy;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A node of the organisation's tree.
 *
 * @param slug its name in addresses and namespaces; never changes, and is never used again
 * @param parent slug of the node above; null for the organisation itself
 * @param depth 0 for the organisation
 * @param members people and service accounts with a role in it; only teams have any
 */
public record OrgUnit(
        UUID id,
        Kind kind,
        String slug,
        String name,
        @Nullable String parent,
        int depth,
        int members,
        boolean archived,
        int revision) {
    /** What a node is. */
    public enum Kind {
        ORGANISATION,
        DEPARTMENT,
        TEAM
    }
}
