package io.sextant.sandbox.apiserver.admission;

import io.sextant.sandbox.apiserver.kind.Documents;
import io.sextant.sandbox.apiserver.schema.StructuralSchema.Listing;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Which item of a list is which: by its keys, or by its value. */
final class KeyedItems {
    private KeyedItems() {}

    /** What tells an item apart. */
    static JsonNode identity(Listing listing, JsonNode item) {
        if (!listing.isMap()) {
            return item;
        }
        ObjectNode keys = Documents.object();
        for (String key : listing.keys()) {
            if (item.has(key)) {
                keys.set(key, item.path(key));
            }
        }
        return keys;
    }

    /** The same item of the old list; null where there was none, or where items are not told apart. */
    static @Nullable JsonNode counterpart(Listing listing, @Nullable JsonNode before, JsonNode item) {
        if (before == null || !listing.isMap()) {
            return null;
        }
        JsonNode wanted = identity(listing, item);
        for (JsonNode candidate : before) {
            if (identity(listing, candidate).equals(wanted)) {
                return candidate;
            }
        }
        return null;
    }
}
