package io.sextant.api.notification;

import io.sextant.api.tenancy.Permission;
import java.util.Set;
import java.util.UUID;

/** Whom a notice is for. */
public sealed interface Audience {
    /** One person; webhooks are not told. A service account is nobody to tell. */
    record Person(UUID userId) implements Audience {}

    /**
     * Who holds the permission by a role in that node or, where nobody does, in the whole organisation; and the webhooks of
     * the node and of those above it.
     *
     * @param except who is not told although they hold it, and does not count as one who does
     */
    record Holders(Permission permission, UUID nodeId, Set<UUID> except) implements Audience {
        public Holders {
            except = Set.copyOf(except);
        }

        /** All of them. */
        public Holders(Permission permission, UUID nodeId) {
            this(permission, nodeId, Set.of());
        }
    }
}
