package io.sextant.api.quota;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A node of the organisation that quota is given to.
 *
 * @param slug its name in addresses
 * @param parent absent for the root
 * @param depth 0 for the root
 */
public record QuotaNode(UUID id, @Nullable UUID parent, String slug, String name, Kind kind, int depth) {
    /** The same below another node. */
    QuotaNode below(UUID newParent) {
        return new QuotaNode(id, newParent, slug, name, kind, depth);
    }

    /** The same so deep in the tree. */
    QuotaNode at(int newDepth) {
        return new QuotaNode(id, parent, slug, name, kind, newDepth);
    }

    /** What it is. */
    public enum Kind {
        ORGANISATION("Organisation"),
        DEPARTMENT("Department"),
        TEAM("Team");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** For people. */
        public String label() {
            return label;
        }
    }
}
