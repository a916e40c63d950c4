package io.sextant.api.quota;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Knows what holds GPUs; the feature whose things hold them brings its own. */
public interface HolderNames {
    /** Those of these holders that it knows. */
    Map<UUID, Holder> of(Set<UUID> holders);

    /** A holder as people know it. */
    record Holder(UUID deployment, String name) {}
}
