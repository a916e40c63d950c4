package io.sextant.api.notification;

import io.sextant.api.tenancy.Permission;
import java.util.UUID;

/** Whom a notice is for. */
public sealed interface Audience {
    /** One person; webhooks are not told. A service account is nobody to tell. */
    record Person(UUID userId) implements Audience {}

    /**
     * Who holds the permission by a role in that node or, where nobody does, in the whole organisation; and the webhooks of
     * the node and of those above it.
     */
    record Holders(Permission permission, UUID nodeId) implements Audience {}
}
