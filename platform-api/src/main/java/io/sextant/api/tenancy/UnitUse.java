package io.sextant.api.tenancy;

import java.util.List;
import java.util.UUID;

/** Something that hangs on a node of the tree; features tell what stands against changing it. */
public interface UnitUse {
    /** What has to end before the node can be archived, each in a phrase. */
    default List<String> againstArchiving(UUID unit) {
        return List.of();
    }

    /** Takes along what hangs on a node that is about to lie below another one, or refuses; in the transaction that moves it. */
    default void moving(UUID unit, UUID newParent) {}
}
