package io.sextant.api.cluster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a cluster takes deployments.
 *
 * @param since when it came into this state
 * @param by who brought it there; absent for the platform itself
 */
public record ClusterState(
        Kind kind, Instant since, @Nullable String by) {
    /** What may happen on a cluster. */
    public enum Kind {
        /** Takes deployments. */
        ACTIVE,
        /** Takes no new ones; those that are there stay. */
        DRAINING,
        /** Holds nothing any more and never will; its name stays with its history. */
        RETIRED
    }
}
