package io.sextant.web.capacity;

import io.sextant.api.cluster.ClusterCapacity;
import io.sextant.api.cluster.ClusterState;

/**
 * A state as a tone of the design and a word.
 *
 * @param tone as {@code fragments/badge} has it
 */
record Badge(String tone, String word) {
    static Badge of(ClusterCapacity.Contact contact) {
        return switch (contact) {
            case CURRENT -> new Badge("ok", "Reporting");
            case STALE -> new Badge("attention", "Silent");
            case NEVER -> new Badge("neutral", "Never heard");
        };
    }

    static Badge of(ClusterState state) {
        return switch (state.kind()) {
            case ACTIVE -> new Badge("ok", "In service");
            case DRAINING -> new Badge("attention", "Draining");
            case RETIRED -> new Badge("neutral", "Retired");
        };
    }
}
